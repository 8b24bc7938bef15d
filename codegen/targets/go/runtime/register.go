
// registration says how values of a type are read and written, by what other types.
type registration struct {
	name  string
	codec func(found) (pgtype.Codec, error)
}

// found looks up types that the connection knows.
type found func(name string) (*pgtype.Type, error)

func text(found) (pgtype.Codec, error) {
	return &pgtype.TextFormatOnlyCodec{Codec: pgtype.TextCodec{}}, nil
}

func hstore(found) (pgtype.Codec, error) {
	return pgtype.HstoreCodec{}, nil
}

func enum(found) (pgtype.Codec, error) {
	return &pgtype.EnumCodec{}, nil
}

func domain(base string) func(found) (pgtype.Codec, error) {
	return func(find found) (pgtype.Codec, error) {
		t, err := find(base)
		if err != nil {
			return nil, err
		}
		return t.Codec, nil
	}
}

// composite takes names and types in turn.
func composite(attributes ...string) func(found) (pgtype.Codec, error) {
	return func(find found) (pgtype.Codec, error) {
		codec := &pgtype.CompositeCodec{}
		for i := 0; i < len(attributes); i += 2 {
			t, err := find(attributes[i+1])
			if err != nil {
				return nil, err
			}
			codec.Fields = append(codec.Fields, pgtype.CompositeCodecField{Name: attributes[i], Type: t})
		}
		return codec, nil
	}
}

func rangeOf(bound string) func(found) (pgtype.Codec, error) {
	return func(find found) (pgtype.Codec, error) {
		t, err := find(bound)
		return &pgtype.RangeCodec{ElementType: t}, err
	}
}

func multirangeOf(part string) func(found) (pgtype.Codec, error) {
	return func(find found) (pgtype.Codec, error) {
		t, err := find(part)
		return &pgtype.MultirangeCodec{ElementType: t}, err
	}
}

// RegisterTypes tells a connection of the schema's types, once: AfterConnect of a pool's configuration is the place.
func RegisterTypes(ctx context.Context, conn *pgx.Conn) error {
	rows, err := conn.Query(ctx, "SELECT w.name, coalesce(t.oid, 0), coalesce(t.typarray, 0) FROM unnest($1::text[]) AS w (name) "+
		"LEFT JOIN pg_catalog.pg_type AS t ON t.oid = pg_catalog.to_regtype(w.name)", named)
	if err != nil {
		return err
	}
	numbers := map[string][2]uint32{}
	var name string
	var number, array uint32
	if _, err = pgx.ForEachRow(rows, []any{&name, &number, &array}, func() error {
		if number == 0 {
			return fmt.Errorf("the database has no type %s: generate this code again", name)
		}
		numbers[name] = [2]uint32{number, array}
		return nil
	}); err != nil {
		return err
	}
	known := conn.TypeMap()
	find := func(name string) (*pgtype.Type, error) {
		t, ok := known.TypeForOID(numbers[name][0])
		if !ok {
			return nil, fmt.Errorf("pgx knows no type %s", name)
		}
		return t, nil
	}
	for _, each := range registrations {
		codec, err := each.codec(find)
		if err != nil {
			return fmt.Errorf("%s: %w", each.name, err)
		}
		t := &pgtype.Type{Name: each.name, OID: numbers[each.name][0], Codec: codec}
		known.RegisterType(t)
		if array := numbers[each.name][1]; array != 0 {
			known.RegisterType(&pgtype.Type{Name: each.name + "[]", OID: array, Codec: &pgtype.ArrayCodec{ElementType: t}})
		}
	}
	return nil
}
