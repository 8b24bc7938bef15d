-- Extreme values of every type, for the programs that read them into generated types and write them back. Rows: 1 all NULL, 2 and 3
-- what every driver takes, 4 infinite dates, and midnight at the end of the day, 5 before Christ, 6 NULLs in arrays.
DELETE FROM app.everything;
INSERT INTO app.everything (id) VALUES (1), (4), (5);
INSERT INTO app.everything (
    id, c_bool, c_int2, c_int4, c_int8, c_float4, c_float8, c_numeric, c_numeric_ps, c_money,
    c_text, c_varchar, c_bpchar, c_name, c_char, c_citext, c_bytea, c_uuid,
    c_date, c_time, c_timetz, c_timestamp, c_timestamptz, c_timestamptz3, c_interval,
    c_json, c_jsonb, c_jsonpath, c_xml, c_inet, c_cidr, c_macaddr, c_macaddr8, c_bit, c_varbit,
    c_point, c_circle, c_line, c_lseg, c_box, c_path, c_polygon, c_tsvector, c_tsquery,
    c_hstore, c_ltree, c_oid, c_xid, c_xid8, c_tid, c_lsn, c_regclass, c_regtype,
    c_int4range, c_int8range, c_numrange, c_daterange, c_tsrange, c_tstzrange, c_int4multirange, c_datemultirange, c_tstzmultirange,
    c_mood, c_email, c_very_positive, c_tags, c_size, c_address, c_person, c_home, c_float_range, c_float_ranges, c_pair,
    a_bool, a_int4, a_int8, a_float8, a_numeric, a_text, a_citext, a_bytea, a_uuid,
    a_date, a_timestamptz, a_interval, a_jsonb, a_inet, a_point, a_box, a_mood, a_email,
    c_spot, a_spot, a_address, a_int4range, a_float_range, a_hstore)
VALUES (
    2, true, -32768, 2147483647, 9223372036854775807, 1.5, 1.7976931348623157e308, 123456789012345678901234567890.1234567890, -12345678.9010, '$1.00',
    E'ünï 日本 🙂 ''" \\ \n', '🙂🙂🙂🙂🙂', 'a', 'n', 'x', 'CI', '\x00ff5c', '12345678-1234-1234-1234-123456789abc',
    '2024-02-29', '23:59:59.999999', '01:02:03.000001+05:30', '2024-02-29 12:34:56.789123', '2024-02-29 12:34:56.789123+00', '2024-02-29 12:34:56.789+00', '1 year 2 mons 3 days 04:05:06.789',
    '{"a":[1,null,"x"]}', '[1, {"b": false}]', '$."a"', '<a/>', '10.0.0.1/8', '10.0.0.0/8', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', '1010', '101',
    '(0.1,-1e+300)', '<(1,2),3>', '{1,2,3}', '[(1,2),(3,4)]', '(3,4),(1,2)', '((1,2),(3,4))', '((1,2),(3,4))', '''a'':1 ''b'':2', '''a'' & ''b''',
    '"k\"1"=>NULL, "k\\2"=>"v\"", ""=>""', 'a.b', 4294967295, '1', '18446744073709551615', '(0,1)', '16/B374D848', 'app.users', 'integer',
    '[1,10)', '(,9223372036854775806)', '(1.2345,)', '[2024-01-01,2024-02-01)', 'empty', '["2024-02-29 12:34:56.789123+00",)', '{[1,3),[5,8)}', '{}', '{(,"2024-02-29 12:34:56.789123+00")}',
    'say "hi"', 'A@b', 1000, '{a,"NULL",""}', 'small',
    ROW('a "b" (c), \d', '12', 'very happy', -1, '{"(1.5,-2)"}'),
    ROW('p', ROW('a "b" (c), \d', '12', 'very happy', -1, '{"(1.5,-2)"}'), ARRAY['1', '"2"'],
        ARRAY[ROW(NULL, '', '', NULL, '{}'), ROW('a "b" (c), \d', '12', 'very happy', -1, '{"(1.5,-2)"}')]::app.address[]),
    ROW(NULL, '', '', NULL, '{}')::app.address, '[-Infinity,1.5]', '{[1,2)}', ROW(1, 2, NULL),
    '{t,f}', '{1,-1}', '{1,-9223372036854775808}', '{Infinity,-0.5}', '{1.10,-0.5}', ARRAY['', 'NULL', 'a"b', 'c\d', '{e,f}', ' '], '{A}', ARRAY['\x0102'::bytea, ''], '{12345678-1234-1234-1234-123456789abc}',
    '{2024-01-01}', '{2024-02-29 12:34:56.789123+00}', '{"1 day"}', ARRAY['{"a": 1}', '[1, 2]', '"{x}"']::jsonb[], '{10.0.0.1,::1/64}', '{"(1,2)"}', '{(3,4),(1,2);(1,1),(0,0)}', ARRAY['', 'it''s', 'back\slash']::app.mood[], '{x@y}',
    ROW('x"\', 'sad', 1.5, '2024-02-29 12:34:56+00'), ARRAY[ROW('', '', NULL, NULL), ROW(NULL, NULL, NULL, NULL)]::app.spot[],
    ARRAY[ROW('a "b" (c), \d', '12', 'very happy', -1, '{"(1.5,-2)"}'), ROW(NULL, '', '', NULL, '{}')]::app.address[], '{"[1,2)",empty}', '{"(,)"}', ARRAY['"a"=>"1"']::hstore[]);
INSERT INTO app.everything (id, c_int8, c_float4, c_float8, c_numeric, c_text, c_json, c_jsonb, c_bytea, c_tags, c_hstore, c_address, c_int4range, c_inet,
    a_text, a_int4, a_mood, a_address, a_bytea, a_timestamptz, a_box, a_int4range)
VALUES (3, -9223372036854775808, '-Infinity', 'NaN', 'NaN', '', '"text"', 'null', '', '{}', '', ROW(NULL, NULL, NULL, NULL, NULL), 'empty', '2001:db8::1/64',
    '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}');
UPDATE app.everything SET c_time = '24:00:00', c_date = 'infinity', c_timestamp = '-infinity', c_timestamptz = 'infinity', a_date = '{-infinity}', a_timestamptz = '{infinity}',
    c_daterange = '[2024-01-01,infinity)', c_tstzrange = '[-infinity,infinity]' WHERE id = 4;
UPDATE app.everything SET c_date = '0044-03-15 BC', c_timestamptz = '0044-03-15 12:00:00+00 BC', a_date = '{0044-03-15 BC}', c_numeric = 'Infinity' WHERE id = 5;
INSERT INTO app.everything (id, a_bool, a_int4, a_text, a_citext, a_bytea, a_timestamptz, a_mood, a_address, a_int4range, a_jsonb, a_point, a_box)
VALUES (6, '{t,NULL}', '{NULL,1}', '{NULL,"NULL"}', '{NULL}', '{NULL}', '{NULL}', '{NULL,sad}', '{NULL,"(,,,,)"}', '{NULL}', '{NULL,"null"}', '{NULL}', '{NULL;(1,1),(0,0)}');
