/** A range as the server sees it. A bound that is null is infinite; an empty range has no bounds. */
export interface Range<T> {
  lower: T | null;
  upper: T | null;
  lowerInclusive: boolean;
  upperInclusive: boolean;
  empty: boolean;
}

export interface Point {
  x: number;
  y: number;
}

export interface Circle extends Point {
  radius: number;
}

/** What node-postgres makes of an interval where no other parser is registered. */
export interface IntervalObject {
  years?: number;
  months?: number;
  days?: number;
  hours?: number;
  minutes?: number;
  seconds?: number;
  milliseconds?: number;
  toPostgres(): string;
  toISO(): string;
}

/** An array of any number of dimensions: the server does not know how many. */
export type Nested<T> = (T | Nested<T>)[];

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
