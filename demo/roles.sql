-- Roles belong to the cluster, not to a schema: they are there before.
CREATE ROLE shop_clerk;
CREATE ROLE shop_reader;
