"""Extreme values of every type, as psycopg gives and takes them, and whether a value is of the type that is claimed for it."""
# pyright: basic
import datetime as dt
import ipaddress
import types
import typing
import uuid
from decimal import Decimal

from psycopg.types.multirange import Multirange
from psycopg.types.range import Range


def rows(enums: typing.Any, composites: typing.Any) -> list[dict[str, typing.Any]]:
    Mood, Address, Person = enums.Mood, composites.Address, composites.Person
    utc = dt.timezone.utc
    instant = dt.datetime(2024, 2, 29, 12, 34, 56, 789123, tzinfo=utc)
    address = Address('a "b" (c), \\d', "12", Mood.VERY_HAPPY, -1, ["(1.5,-2)"])
    bare = Address(None, "", Mood.EMPTY, None, [])
    return [
        {"id": 1},
        {
            "id": 2, "c_bool": True, "c_int2": -32768, "c_int4": 2147483647, "c_int8": 9223372036854775807, "c_float4": 1.5, "c_float8": 1e308,
            "c_numeric": Decimal("123456789012345678901234567890.1234567890"), "c_numeric_ps": Decimal("-12345678.9010"), "c_money": "$1.00",
            "c_text": "ünï 日本 🙂 '\" \\", "c_varchar": "🙂🙂🙂🙂🙂", "c_bpchar": "a  ", "c_name": "n", "c_char": "x", "c_citext": "CI", "c_bytea": b"\0\xff\\",
            "c_uuid": uuid.UUID("12345678-1234-1234-1234-123456789abc"), "c_date": dt.date(1, 1, 1), "c_time": dt.time(23, 59, 59, 999999),
            "c_timetz": dt.time(1, 2, 3, 1, tzinfo=dt.timezone(dt.timedelta(hours=5, minutes=30))), "c_timestamp": dt.datetime(9999, 12, 31, 23, 59, 59, 999999),
            "c_timestamptz": instant, "c_interval": dt.timedelta(days=-3, seconds=1, microseconds=1), "c_json": {"a": [1, None, "x"]}, "c_jsonb": [1, {"b": False}],
            "c_jsonpath": '$."a"', "c_xml": "<a/>", "c_inet": ipaddress.ip_interface("10.0.0.1/8"), "c_cidr": ipaddress.ip_network("10.0.0.0/8"),
            "c_macaddr": "08:00:2b:01:02:03", "c_macaddr8": "08:00:2b:01:02:03:04:05", "c_bit": "1010", "c_varbit": "101", "c_point": "(0.1,-1e+300)",
            "c_circle": "<(1,2),3>", "c_line": "{1,2,3}", "c_lseg": "[(1,2),(3,4)]", "c_box": "(3,4),(1,2)", "c_path": "((1,2),(3,4))", "c_polygon": "((1,2),(3,4))",
            "c_tsvector": "'a':1 'b':2", "c_tsquery": "'a' & 'b'", "c_hstore": {'k"1': None, "k\\2": 'v"', "": ""}, "c_ltree": "a.b", "c_oid": 4294967295,
            "c_xid": "1", "c_xid8": "18446744073709551615", "c_tid": "(0,1)", "c_lsn": "16/B374D848", "c_regclass": "app.users", "c_regtype": "integer",
            "c_int4range": Range(1, 10), "c_int8range": Range(None, 9223372036854775807, "()"), "c_numrange": Range(Decimal("1.5"), None, "()"),
            "c_daterange": Range(dt.date(2024, 1, 1), dt.date(2024, 2, 1)), "c_tsrange": Range(empty=True), "c_tstzrange": Range(instant, None, "[)"),
            "c_int4multirange": Multirange([Range(1, 3), Range(5, 8)]), "c_datemultirange": Multirange([]), "c_tstzmultirange": Multirange([Range(None, instant, "()")]),
            "c_mood": Mood.SAY_HI, "c_email": "A@b", "c_very_positive": 1000, "c_tags": ["a", "NULL", ""], "c_size": "small", "c_address": address,
            "c_person": Person("p", address, ["1", '"2"'], [bare, address]), "c_home": bare, "c_float_range": Range(float("-inf"), 1.5, "[]"),
            "c_float_ranges": Multirange([Range(1.0, 2.0)]), "c_pair": composites.PairRow(1, 2, None), "a_bool": [True, False], "a_int4": [1, -1],
            "a_int8": [1, -9223372036854775808], "a_float8": [float("inf"), -0.5], "a_numeric": [Decimal("1.10")], "a_text": ["", "NULL", 'a"b', "c\\d", "{e,f}", " "],
            "a_citext": ["A"], "a_bytea": [b"\1\2", b""], "a_uuid": [uuid.UUID(int=0)], "a_date": [dt.date(2024, 1, 1)], "a_timestamptz": [instant],
            "a_interval": [dt.timedelta(days=1)], "a_jsonb": [{"a": 1}, [1, 2], "{x}"], "a_inet": [ipaddress.ip_address("10.0.0.1")], "a_point": ["(1,2)"],
            "a_box": ["(3,4),(1,2)", "(1,1),(0,0)"], "a_mood": [Mood.EMPTY, Mood.IT_S, Mood.BACK_SLASH], "a_email": ["x@y"], "a_address": [address, bare],
            "a_int4range": [Range(1, 2), Range(empty=True)], "a_float_range": [Range(None, None, "()")], "a_hstore": [{"a": "1"}],
        },
        {"id": 3, "c_json": "text", "c_numeric": Decimal("NaN"), "c_bytea": b"", "c_tags": [], "c_hstore": {}, "a_text": [], "a_mood": [], "a_address": [], "c_address": bare},
    ]


def conforms(value: object, hint: typing.Any) -> bool:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if hint is typing.Any or isinstance(hint, str):
        return True
    if origin is typing.Annotated:
        return conforms(value, args[0])
    if origin in (typing.Union, types.UnionType):
        return any(conforms(value, arg) for arg in args)
    if origin is typing.Literal:
        return value in args
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            return isinstance(value, tuple) and all(conforms(item, args[0]) for item in value)
        return isinstance(value, tuple) and len(value) == len(args) and all(map(conforms, value, args))
    if origin is list:
        return isinstance(value, list) and all(conforms(item, args[0]) for item in value)
    if origin is dict:
        return isinstance(value, dict) and all(conforms(k, args[0]) and conforms(v, args[1]) for k, v in value.items())
    if origin is Range:
        return isinstance(value, Range) and all(bound is None or conforms(bound, args[0]) for bound in (value.lower, value.upper))
    if origin is Multirange:
        return isinstance(value, Multirange) and all(conforms(part, Range[args[0]]) for part in value)
    if hint is None or hint is type(None):
        return value is None
    if hint is int:
        return type(value) is int
    return isinstance(value, origin or hint)
