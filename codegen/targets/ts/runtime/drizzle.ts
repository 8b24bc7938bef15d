// == byCodec
/** A column that is read and written by the codec of its type, whether the driver has parsed it already or not. */
const byCodec = <T>(type: string, sqlType = type) =>
  customType<{ data: T; driverData: unknown }>({
    dataType: () => sqlType,
    fromDriver: (value) => (typeof value === "string" ? codecs.of(type).parse(value) : value) as T,
    toDriver: (value) => codecs.of(type).encode(value),
  });

// == asJson
/** A document: drivers parse it, and what is then a text must not be parsed again. */
const asJson = <T>(type: string, sqlType = type) =>
  customType<{ data: T; driverData: unknown }>({ dataType: () => sqlType, fromDriver: (value) => value as T, toDriver: (value) => JSON.stringify(value) });

// == asBytes
/** Bytes: drivers take them as they are. */
const asBytes = <T>(type: string, sqlType = type) =>
  customType<{ data: T; driverData: unknown }>({ dataType: () => sqlType, fromDriver: (value) => value as T, toDriver: (value) => value });

