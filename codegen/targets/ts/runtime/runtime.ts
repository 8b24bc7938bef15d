import type { Circle, Point, Range } from "./values.js";

/** Between the server's text and the value that a generated type describes. */
export interface Codec<T = unknown> {
  parse(text: string): T;
  encode(value: T): string;
}

/** A type by its name: a built-in one as int4, another one as schema.name, an array with [] behind. */
export interface UserType {
  key: string;
  schema: string;
  name: string;
  is: "text" | "domain" | "composite" | "range" | "multirange" | "extension";
  /** Of a domain its base, of a range its bounds. */
  of?: string;
  /** Of a composite type, in the order of its attributes. */
  attributes?: readonly (readonly [field: string, type: string])[];
}

const same: Codec<string> = { parse: (text) => text, encode: (value) => String(value) };
const bool: Codec<boolean> = { parse: (text) => text === "t" || text === "true", encode: (value) => (value ? "t" : "f") };
const number: Codec<number> = { parse: Number, encode: String };
const bigint: Codec<bigint> = { parse: BigInt, encode: String };
const safeInteger: Codec<number> = {
  parse(text) {
    const value = Number(text);
    if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is no safe integer`);
    return value;
  },
  encode: String,
};
const json: Codec = { parse: (text) => JSON.parse(text) as unknown, encode: (value) => JSON.stringify(value) };
const bytea: Codec<Uint8Array> = {
  parse: (text) => Uint8Array.from(text.slice(2).match(/../g) ?? [], (pair) => parseInt(pair, 16)),
  encode: (value) => "\\x" + Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join(""),
};
const point: Codec<Point> = {
  parse(text) {
    const [x = NaN, y = NaN] = text.slice(1, -1).split(",").map(Number);
    return { x, y };
  },
  encode: ({ x, y }) => `(${x},${y})`,
};
const circle: Codec<Circle> = {
  parse(text) {
    const [x = NaN, y = NaN, radius = NaN] = text.replace(/[<>()]/g, "").split(",").map(Number);
    return { x, y, radius };
  },
  encode: ({ x, y, radius }) => `<(${x},${y}),${radius}>`,
};

/** The ends of time that a Date has, for infinity and -infinity. */
const endOfTime = 8.64e15;

/** local: by the clock of this process, as a value without a time zone is meant. */
function date(local: boolean, days: boolean): Codec<Date> {
  return {
    parse(text) {
      if (text === "infinity" || text === "-infinity") return new Date(text === "infinity" ? endOfTime : -endOfTime);
      const parts = /^(\d+)-(\d+)-(\d+)(?:[ T](\d+):(\d+):(\d+)(\.\d+)?)?([-+]\d+(?::\d+){0,2})?( BC)?$/.exec(text);
      if (!parts) throw new RangeError(`${text} is no date`);
      const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = 0, zone, bc] = parts;
      const signed = bc ? 1 - Number(year) : Number(year);
      const value = new Date(0);
      if (local) {
        value.setFullYear(signed, Number(month) - 1, Number(day));
        value.setHours(Number(hour), Number(minute), Number(second), Math.trunc(Number(fraction) * 1000));
        return value;
      }
      value.setUTCFullYear(signed, Number(month) - 1, Number(day));
      value.setUTCHours(Number(hour), Number(minute), Number(second), Math.trunc(Number(fraction) * 1000));
      if (zone) {
        const [hours = 0, minutes = 0, seconds = 0] = zone.slice(1).split(":").map(Number);
        const offset = (hours * 60 + minutes) * 60 + seconds;
        value.setTime(value.getTime() - (zone.startsWith("-") ? -offset : offset) * 1000);
      }
      return value;
    },
    encode(value) {
      if (Math.abs(value.getTime()) === endOfTime) return value.getTime() > 0 ? "infinity" : "-infinity";
      const [year, month, day, hour, minute, second, milli] = local
        ? [value.getFullYear(), value.getMonth(), value.getDate(), value.getHours(), value.getMinutes(), value.getSeconds(), value.getMilliseconds()]
        : [value.getUTCFullYear(), value.getUTCMonth(), value.getUTCDate(), value.getUTCHours(), value.getUTCMinutes(), value.getUTCSeconds(), value.getUTCMilliseconds()];
      const two = (part: number) => String(part).padStart(2, "0");
      const whole = `${String(year > 0 ? year : 1 - year).padStart(4, "0")}-${two(month + 1)}-${two(day)}`;
      const time = days ? "" : ` ${two(hour)}:${two(minute)}:${two(second)}.${String(milli).padStart(3, "0")}${local ? "" : "+00"}`;
      return whole + time + (year > 0 ? "" : " BC");
    },
  };
}

const hstore: Codec<Record<string, string | null>> = {
  parse(text) {
    const out: Record<string, string | null> = {};
    const pair = /"((?:[^"\\]|\\.)*)"=>(?:NULL|"((?:[^"\\]|\\.)*)")/g;
    const plain = (quoted: string) => quoted.replace(/\\(.)/g, "$1");
    for (const [, key = "", value] of text.matchAll(pair)) out[plain(key)] = value === undefined ? null : plain(value);
    return out;
  },
  encode: (value) => Object.entries(value).map(([key, item]) => `${quoted(key)}=>${item === null ? "NULL" : quoted(item)}`).join(","),
};

export const codecs = {
  text: same,
  bool,
  number,
  int8_string: same,
  int8_bigint: bigint,
  int8_number: safeInteger,
  numeric_string: same,
  numeric_number: number,
  date_string: same,
  date_Date: date(true, true),
  timestamp_string: same,
  timestamp_Date: date(true, false),
  timestamptz_string: same,
  timestamptz_Date: date(false, false),
  bytea,
  json,
  point,
  circle,
  hstore,
} as const;

function quoted(text: string): string {
  return '"' + text.replace(/(["\\])/g, "\\$1") + '"';
}

/** The items between two brackets: null for one that is not there, its text otherwise; nested brackets stay as they are. */
function items(text: string, delimiter: string, nullWord: string | null): (string | null)[] {
  const out: (string | null)[] = [];
  const body = text.slice(1, -1);
  if (body === "" && nullWord !== null) return out;
  let item = "";
  let wasQuoted = false;
  let inQuotes = false;
  let depth = 0;
  const finish = () => {
    out.push(!wasQuoted && item === (nullWord ?? "") ? null : item);
    item = "";
    wasQuoted = false;
  };
  for (let at = 0; at < body.length; ++at) {
    const c = body.charAt(at);
    if (c === "\\" && (inQuotes || depth === 0)) {
      // Within a nested array the text is taken apart again later.
      if (depth > 0) item += c;
      item += body.charAt(++at);
    } else if (c === '"') {
      if (inQuotes && body.charAt(at + 1) === '"' && depth === 0) {
        item += body.charAt(++at);
        continue;
      }
      inQuotes = !inQuotes;
      if (depth > 0) item += c;
      else wasQuoted = true;
    } else if (!inQuotes && nullWord !== null && c === "{") {
      ++depth;
      item += c;
    } else if (!inQuotes && nullWord !== null && c === "}") {
      --depth;
      item += c;
    } else if (!inQuotes && depth === 0 && c === delimiter) {
      finish();
    } else {
      item += c;
    }
  }
  finish();
  return out;
}

/** Codecs whose values are arrays by themselves: such a value in an array is no further dimension. */
const lists = new WeakSet<object>();

function array(element: Codec, delimiter: string, nested: boolean): Codec<unknown[]> {
  const plain = element === json || lists.has(element);
  // An array in an array begins with a bracket that was not quoted.
  const deeper = (item: string, whole: string) => item.startsWith("{") && /^(\[[^=]*=)?\{\{/.test(whole);
  const further = (): never => {
    throw new RangeError('an array of several dimensions: generate the types with arrays = "nested"');
  };
  const codec: Codec<unknown[]> = {
    parse: (text) =>
      items(text.slice(text.indexOf("{")), delimiter, "NULL").map((item) => {
        if (item === null) return null;
        if (!deeper(item, text.slice(text.indexOf("{")))) return element.parse(item);
        return nested ? codec.parse(item) : further();
      }),
    encode: (value) =>
      "{" +
      value
        .map((item) => {
          if (item === null || item === undefined) return "NULL";
          if (plain || !Array.isArray(item)) return quoted(element.encode(item));
          return nested ? codec.encode(item) : further();
        })
        .join(delimiter) +
      "}",
  };
  lists.add(codec);
  return codec;
}

function composite(attributes: readonly (readonly [field: string, codec: () => Codec])[]): Codec<Record<string, unknown>> {
  return {
    parse(text) {
      const values = items(text, ",", null);
      return Object.fromEntries(
        attributes.map(([field, codec], at) => {
          const value = values[at] ?? null;
          return [field, value === null ? null : codec().parse(value)];
        }),
      );
    },
    encode: (value) =>
      "(" +
      attributes
        .map(([field, codec]) => {
          const item = value[field];
          return item === null || item === undefined ? "" : quoted(codec().encode(item));
        })
        .join(",") +
      ")",
  };
}

function range(bound: () => Codec): Codec<Range<unknown>> {
  return {
    parse(text) {
      if (text === "empty") return { lower: null, upper: null, lowerInclusive: false, upperInclusive: false, empty: true };
      const [lower = null, upper = null] = items(text, ",", null);
      return {
        lower: lower === null ? null : bound().parse(lower),
        upper: upper === null ? null : bound().parse(upper),
        lowerInclusive: text.startsWith("["),
        upperInclusive: text.endsWith("]"),
        empty: false,
      };
    },
    encode(value) {
      if (value.empty) return "empty";
      const side = (item: unknown) => (item === null ? "" : quoted(bound().encode(item)));
      return (value.lowerInclusive ? "[" : "(") + side(value.lower) + "," + side(value.upper) + (value.upperInclusive ? "]" : ")");
    },
  };
}

function multirange(bound: () => Codec): Codec<Range<unknown>[]> {
  const one = range(bound);
  const codec: Codec<Range<unknown>[]> = {
    parse: (text) => (text.match(/[[(](?:"(?:[^"\\]|\\.|"")*"|[^"[\]()])*[\])]/g) ?? []).map((part) => one.parse(part)),
    encode: (value) => "{" + value.map((part) => one.encode(part)).join(",") + "}",
  };
  lists.add(codec);
  return codec;
}

/** All codecs of a schema, by the type's key. */
export class Codecs {
  private readonly users: Map<string, UserType>;
  private readonly made = new Map<string, Codec>();

  constructor(
    private readonly builtin: Readonly<Record<string, Codec>>,
    types: readonly UserType[],
    private readonly nested: boolean,
  ) {
    this.users = new Map(types.map((type) => [type.key, type]));
  }

  of(key: string): Codec {
    const known = this.made.get(key);
    if (known) return known;
    const codec = key.endsWith("[]") ? this.arrayOf(key.slice(0, -2)) : this.make(key);
    this.made.set(key, codec);
    return codec;
  }

  private arrayOf(element: string): Codec {
    return array(this.of(element), element === "box" ? ";" : ",", this.nested) as Codec;
  }

  private make(key: string): Codec {
    const known = this.builtin[key];
    if (known) return known;
    const builtinRange = builtinRanges[key];
    if (builtinRange) return (builtinRange.multi ? multirange : range)(() => this.of(builtinRange.of)) as Codec;
    const type = this.users.get(key);
    if (!type || type.is === "text") return same as Codec;
    const of = type.of ?? "text";
    if (type.is === "domain" || type.is === "extension") return this.of(of);
    if (type.is === "range") return range(() => this.of(of)) as Codec;
    if (type.is === "multirange") return multirange(() => this.of(of)) as Codec;
    return composite((type.attributes ?? []).map(([field, attribute]) => [field, () => this.of(attribute)] as const)) as Codec;
  }
}

const builtinRanges: Readonly<Record<string, { of: string; multi: boolean }>> = Object.fromEntries(
  [
    ["int4", "int4"],
    ["int8", "int8"],
    ["num", "numeric"],
    ["date", "date"],
    ["ts", "timestamp"],
    ["tstz", "timestamptz"],
  ].flatMap(([stem = "", of = ""]) => [
    [`${stem}range`, { of, multi: false }],
    [`${stem}multirange`, { of, multi: true }],
  ]),
);

/** Where a type of the server's own, its codec, its number and its array's number are. */
export type BuiltinOid = readonly [key: string, oid: number, arrayOid: number];
export const builtinOids: readonly BuiltinOid[] = [
  ["bool", 16, 1000], ["bytea", 17, 1001], ["char", 18, 1002], ["name", 19, 1003], ["int8", 20, 1016], ["int2", 21, 1005],
  ["int2vector", 22, 1006], ["int4", 23, 1007], ["regproc", 24, 1008], ["text", 25, 1009], ["oid", 26, 1028], ["tid", 27, 1010],
  ["xid", 28, 1011], ["cid", 29, 1012], ["oidvector", 30, 1013], ["json", 114, 199], ["xml", 142, 143], ["point", 600, 1017],
  ["lseg", 601, 1018], ["path", 602, 1019], ["box", 603, 1020], ["polygon", 604, 1027], ["line", 628, 629], ["cidr", 650, 651],
  ["float4", 700, 1021], ["float8", 701, 1022], ["circle", 718, 719], ["macaddr8", 774, 775], ["money", 790, 791],
  ["macaddr", 829, 1040], ["inet", 869, 1041], ["aclitem", 1033, 1034], ["bpchar", 1042, 1014], ["varchar", 1043, 1015],
  ["date", 1082, 1182], ["time", 1083, 1183], ["timestamp", 1114, 1115], ["timestamptz", 1184, 1185], ["interval", 1186, 1187],
  ["timetz", 1266, 1270], ["bit", 1560, 1561], ["varbit", 1562, 1563], ["numeric", 1700, 1231], ["refcursor", 1790, 2201],
  ["regprocedure", 2202, 2207], ["regoper", 2203, 2208], ["regoperator", 2204, 2209], ["regclass", 2205, 2210],
  ["regtype", 2206, 2211], ["uuid", 2950, 2951], ["txid_snapshot", 2970, 2949], ["pg_lsn", 3220, 3221], ["tsvector", 3614, 3643],
  ["tsquery", 3615, 3645], ["regconfig", 3734, 3735], ["regdictionary", 3769, 3770], ["jsonb", 3802, 3807],
  ["int4range", 3904, 3905], ["numrange", 3906, 3907], ["tsrange", 3908, 3909], ["tstzrange", 3910, 3911],
  ["daterange", 3912, 3913], ["int8range", 3926, 3927], ["jsonpath", 4072, 4073], ["regnamespace", 4089, 4090],
  ["regrole", 4096, 4097], ["regcollation", 4191, 4192], ["int4multirange", 4451, 6150], ["nummultirange", 4532, 6151],
  ["tsmultirange", 4533, 6152], ["tstzmultirange", 4534, 6153], ["datemultirange", 4535, 6155], ["int8multirange", 4536, 6157],
  ["pg_snapshot", 5038, 5039], ["xid8", 5069, 271],
];

/** The numbers of the schema's own types are those of one database: they are looked up. */
export const oidQuery =
  "SELECT n.nspname AS schema, t.typname AS name, t.oid::int8::text AS oid, t.typarray::int8::text AS array_oid " +
  "FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE n.nspname = ANY ($1)";
export interface OidRow {
  schema: string;
  name: string;
  oid: string;
  array_oid: string;
}

/** Calls back with each type's key and number, arrays' too. */
export function eachOid(types: readonly UserType[], rows: readonly OidRow[], found: (key: string, oid: number) => void): void {
  for (const [key, oid, arrayOid] of builtinOids) {
    found(key, oid);
    found(`${key}[]`, arrayOid);
  }
  for (const type of types) {
    const row = rows.find(({ schema, name }) => schema === type.schema && name === type.name);
    if (!row) throw new Error(`the database has no type ${type.schema}.${type.name}: generate this code again`);
    found(type.key, Number(row.oid));
    if (row.array_oid !== "0") found(`${type.key}[]`, Number(row.array_oid));
  }
}
