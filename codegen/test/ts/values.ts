// Extreme values of every type, as the generated types describe them: what both drivers must take and give back. The compiler
// checks that they are of those types, and the generated zod schema that what arrives is.
import type { EverythingInsert } from "./out/pg/index.js";

const range = <T>(lower: T | null, upper: T | null, ends = "[)") => ({
  lower, upper, lowerInclusive: ends.startsWith("["), upperInclusive: ends.endsWith("]"), empty: false,
});
const empty = { lower: null, upper: null, lowerInclusive: false, upperInclusive: false, empty: true };
const instant = new Date("2024-02-29T12:34:56.789Z");
const address = { street: 'a "b" (c), \\d', zip: "12", feeling: "very happy" as const, "Weird Name": -1, spots: [{ x: 1.5, y: -2 }] };
const bare = { street: null, zip: "", feeling: "" as const, "Weird Name": null, spots: [] };

export const rows: EverythingInsert[] = [
  { id: 1 },
  {
    id: 2, c_bool: true, c_int2: -32768, c_int4: 2147483647, c_int8: 9223372036854775807n, c_float4: 1.5, c_float8: Number.MAX_VALUE,
    c_numeric: "123456789012345678901234567890.1234567890", c_numeric_ps: "-12345678.9010", c_money: "$1.00", c_text: "ünï 日本 🙂 '\" \\",
    c_varchar: "🙂🙂🙂🙂🙂", c_bpchar: "a  ", c_name: "n", c_char: "x", c_citext: "CI", c_bytea: new Uint8Array([0, 255, 92]),
    c_uuid: "12345678-1234-1234-1234-123456789abc", c_date: "0044-03-15 BC", c_time: "24:00:00", c_timetz: "01:02:03.000001+05:30",
    c_timestamp: new Date(2024, 1, 29, 12, 34, 56, 789), c_timestamptz: instant, c_timestamptz3: instant, c_interval: "1 year 2 mons 3 days 04:05:06.789",
    c_json: { a: [1, null, "x"] }, c_jsonb: [1, { b: false }], c_jsonpath: '$."a"', c_xml: "<a/>", c_inet: "10.0.0.1/8", c_cidr: "10.0.0.0/8",
    c_macaddr: "08:00:2b:01:02:03", c_macaddr8: "08:00:2b:01:02:03:04:05", c_bit: "1010", c_varbit: "101", c_point: { x: 0.1, y: -1e300 },
    c_circle: { x: 1, y: 2, radius: 3 }, c_line: "{1,2,3}", c_lseg: "[(1,2),(3,4)]", c_box: "(3,4),(1,2)", c_path: "((1,2),(3,4))", c_polygon: "((1,2),(3,4))",
    c_tsvector: "'a':1 'b':2", c_tsquery: "'a' & 'b'", c_hstore: { 'k"1': null, "k\\2": 'v"', "": "" }, c_ltree: "a.b", c_oid: 4294967295, c_xid: "1",
    c_xid8: "18446744073709551615", c_tid: "(0,1)", c_lsn: "16/B374D848", c_regclass: "app.users", c_regtype: "integer",
    c_int4range: range(1, 10), c_int8range: range<bigint>(null, 9223372036854775807n, "()"), c_numrange: range("1.5", null, "()"),
    c_daterange: range("2024-01-01", "2024-02-01"), c_tsrange: empty, c_tstzrange: range(instant, null, "[)"),
    c_int4multirange: [range(1, 3), range(5, 8)], c_datemultirange: [], c_tstzmultirange: [range<Date>(null, instant, "()")],
    c_mood: "say \"hi\"", c_email: "A@b", c_very_positive: 1000, c_tags: ["a", "NULL", ""], c_size: "small", c_address: address,
    c_person: { name: "p", home: address, phones: ["1", '"2"'], past: [bare, address] }, c_home: bare,
    c_float_range: range(-Infinity, 1.5, "[]"), c_float_ranges: [range(1, 2)], c_pair: { a: 1, b: 2, note: null },
    a_bool: [true, false], a_int4: [1, -1], a_int8: [1n, -9223372036854775808n], a_float8: [NaN, Infinity, -0.5], a_numeric: ["1.10", "NaN"],
    a_text: ["", "NULL", 'a"b', "c\\d", "{e,f}", " "], a_citext: ["A"], a_bytea: [new Uint8Array([1, 2]), new Uint8Array()], a_uuid: ["12345678-1234-1234-1234-123456789abc"],
    a_date: ["2024-01-01", "infinity"], a_timestamptz: [instant], a_interval: ["1 day"], a_jsonb: [{ a: 1 }, [1, 2], "{x}"], a_inet: ["10.0.0.1"],
    a_point: [{ x: 1, y: 2 }], a_box: ["(3,4),(1,2)", "(1,1),(0,0)"], a_mood: ["", "it's", "back\\slash"], a_email: ["x@y"], a_address: [address, bare],
    a_int4range: [range(1, 2), empty], a_float_range: [range<number>(null, null, "()")], a_hstore: [{ a: "1" }],
  },
  {
    id: 3, c_float8: NaN, c_numeric: "NaN", c_date: "infinity", c_timestamptz: new Date(8.64e15), c_text: "", c_json: "text", c_jsonb: null, c_float4: -Infinity,
    c_bytea: new Uint8Array(), c_tags: [], c_hstore: {}, a_text: [], a_mood: [], a_address: [], c_int8: -9223372036854775808n, c_int4range: empty, c_address: bare,
  },
];
