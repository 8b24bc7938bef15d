/** At most so many characters, as the server counts them. */
const chars = (most: number) => z.string().refine((text) => [...text].length <= most, `at most ${most} characters`);
const integerText = z.string().regex(/^-?\d+$/);
const numericText = z.string().regex(/^(-?\d+(\.\d+)?|NaN|-?Infinity)$/);
/** NaN and the infinities are numbers here. */
const float = z.custom<number>((value) => typeof value === "number");
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const point = z.object({ x: float, y: float });
const circle = z.object({ x: float, y: float, radius: float });
const range = <T extends z.ZodType>(bound: T) =>
  z.object({ lower: bound.nullable(), upper: bound.nullable(), lowerInclusive: z.boolean(), upperInclusive: z.boolean(), empty: z.boolean() });
const nested = <T extends z.ZodType>(item: T): z.ZodType<Nested<z.output<T>>> => z.lazy(() => z.array(z.union([item, nested(item)])));
export const helpers = { nested, chars, integerText, numericText, float, bytes, point, circle, range };
