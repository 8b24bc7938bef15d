/** At most so many characters, as the server counts them. */
const chars = (most: number) => v.pipe(v.string(), v.check((text) => [...text].length <= most, `at most ${most} characters`));
const integerText = v.pipe(v.string(), v.regex(/^-?\d+$/));
const numericText = v.pipe(v.string(), v.regex(/^(-?\d+(\.\d+)?|NaN|-?Infinity)$/));
/** NaN and the infinities are numbers here. */
const float = v.custom<number>((value) => typeof value === "number");
const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array);
const point = v.object({ x: float, y: float });
const circle = v.object({ x: float, y: float, radius: float });
const range = <T>(bound: v.GenericSchema<T>) =>
  v.object({ lower: v.nullable(bound), upper: v.nullable(bound), lowerInclusive: v.boolean(), upperInclusive: v.boolean(), empty: v.boolean() });
const nested = <T>(item: v.GenericSchema<T>): v.GenericSchema<Nested<T>> => v.array(v.union([item, v.lazy(() => nested(item))]));
export const helpers = { nested, chars, integerText, numericText, float, bytes, point, circle, range };
