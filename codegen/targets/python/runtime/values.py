import ipaddress as _ipaddress

Inet = _ipaddress.IPv4Address | _ipaddress.IPv6Address | _ipaddress.IPv4Interface | _ipaddress.IPv6Interface
Cidr = _ipaddress.IPv4Network | _ipaddress.IPv6Network
