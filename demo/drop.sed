/^CREATE TABLE shop\.audit_of_orders/d
/^    birthday /d
