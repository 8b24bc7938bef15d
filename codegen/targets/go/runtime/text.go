
// JSON is a document as it is; nil is NULL.
type JSON json.RawMessage

// Scan reads what a driver gives.
func (v *JSON) Scan(value any) error {
	switch text := value.(type) {
	case nil:
		*v = nil
	case string:
		*v = JSON(text)
	case []byte:
		*v = bytes.Clone(text)
	default:
		return fmt.Errorf("%T is no JSON", value)
	}
	return nil
}

// Value gives a driver the text.
func (v JSON) Value() (driver.Value, error) {
	if v == nil {
		return nil, nil
	}
	return string(v), nil
}

// MarshalJSON writes the document.
func (v JSON) MarshalJSON() ([]byte, error) {
	return json.RawMessage(v).MarshalJSON()
}

// UnmarshalJSON keeps the document.
func (v *JSON) UnmarshalJSON(text []byte) error {
	*v = bytes.Clone(text)
	return nil
}

// Bytes is a bytea; nil is NULL.
type Bytes []byte

// Scan reads what a driver gives.
func (v *Bytes) Scan(value any) error {
	switch bytes := value.(type) {
	case nil:
		*v = nil
	case []byte:
		*v = append(Bytes{}, bytes...)
	case string:
		decoded, err := hex.DecodeString(strings.TrimPrefix(bytes, `\x`))
		*v = append(Bytes{}, decoded...)
		return err
	default:
		return fmt.Errorf("%T is no bytea", value)
	}
	return nil
}

// Value gives a driver the bytes.
func (v Bytes) Value() (driver.Value, error) {
	if v == nil {
		return nil, nil
	}
	return []byte(v), nil
}

// ClockTime is a time of day as the server prints it, up to 24:00:00.
type ClockTime string

// Scan reads what a driver gives.
func (v *ClockTime) Scan(value any) error {
	text, err := clock(value, "15:04:05.999999")
	*v = ClockTime(text)
	return err
}

// ClockTimeTZ is a time of day with its distance from UTC.
type ClockTimeTZ string

// Scan reads what a driver gives.
func (v *ClockTimeTZ) Scan(value any) error {
	text, err := clock(value, "15:04:05.999999-07:00:00")
	*v = ClockTimeTZ(text)
	return err
}

// clock reads text, or the moments of the first of January of the year 0 that some drivers make of it.
func clock(value any, layout string) (string, error) {
	t, ok := value.(time.Time)
	if !ok {
		text, _, err := given(value)
		return text, err
	}
	text := t.Format(layout)
	if t.Day() == 2 {
		text = "24" + text[2:]
	}
	return text, nil
}

// asText gives a driver an array as its text.
func asText(value driver.Valuer) any {
	text, err := value.Value()
	if err != nil {
		return value // the driver will say so
	}
	return text
}

// Array is a PostgreSQL array of one dimension; nil is NULL.
type Array[T any] []T

// Scan reads what a driver gives.
func (v *Array[T]) Scan(value any) error {
	return scanArray(value, ',', (*[]T)(v))
}

// Value gives a driver the text.
func (v Array[T]) Value() (driver.Value, error) {
	return arrayText([]T(v), ",")
}

// BoxArray is an array of boxes: the one type whose elements are parted by another sign.
type BoxArray[T any] []T

// Scan reads what a driver gives.
func (v *BoxArray[T]) Scan(value any) error {
	return scanArray(value, ';', (*[]T)(v))
}

// Value gives a driver the text.
func (v BoxArray[T]) Value() (driver.Value, error) {
	return arrayText([]T(v), ";")
}

// Range holds what is between its bounds; a bound that is nil is at infinity.
type Range[T any] struct {
	Lower          *T
	Upper          *T
	LowerInclusive bool
	UpperInclusive bool
	Empty          bool
}

// Scan reads what a driver gives.
func (v *Range[T]) Scan(value any) error {
	text, null, err := given(value)
	if err != nil || null {
		return errors.Join(err, nullIf(null))
	}
	s := scanner{rest: text}
	if err := scanRange(&s, v); err != nil {
		return err
	}
	return s.end()
}

// Value gives a driver the text.
func (v Range[T]) Value() (driver.Value, error) {
	if v.Empty {
		return "empty", nil
	}
	out := "("
	if v.LowerInclusive {
		out = "["
	}
	for i, bound := range []*T{v.Lower, v.Upper} {
		if i == 1 {
			out += ","
		}
		if bound == nil {
			continue
		}
		text, _, err := toText(*bound)
		if err != nil {
			return nil, err
		}
		out += quoted(text)
	}
	if v.UpperInclusive {
		return out + "]", nil
	}
	return out + ")", nil
}

// Multirange is a set of ranges; nil is NULL.
type Multirange[T any] []Range[T]

// Scan reads what a driver gives.
func (v *Multirange[T]) Scan(value any) error {
	text, null, err := given(value)
	if err != nil || null {
		*v = nil
		return err
	}
	s := scanner{rest: text}
	if err := s.expect('{'); err != nil {
		return err
	}
	out := Multirange[T]{}
	for !s.skip('}') {
		if len(out) > 0 {
			if err := s.expect(','); err != nil {
				return err
			}
		}
		var part Range[T]
		if err := scanRange(&s, &part); err != nil {
			return err
		}
		out = append(out, part)
	}
	*v = out
	return s.end()
}

// Value gives a driver the text.
func (v Multirange[T]) Value() (driver.Value, error) {
	if v == nil {
		return nil, nil
	}
	parts := make([]string, len(v))
	for i, part := range v {
		text, err := part.Value()
		if err != nil {
			return nil, err
		}
		parts[i] = text.(string)
	}
	return "{" + strings.Join(parts, ",") + "}", nil
}

// scanner walks over the text of an array, a record or a range.
type scanner struct{ rest string }

func (s *scanner) skip(sign byte) bool {
	if len(s.rest) == 0 || s.rest[0] != sign {
		return false
	}
	s.rest = s.rest[1:]
	return true
}

func (s *scanner) expect(sign byte) error {
	if !s.skip(sign) {
		return fmt.Errorf("%q where %q was expected", s.rest, sign)
	}
	return nil
}

func (s *scanner) end() error {
	if s.rest != "" {
		return fmt.Errorf("%q after the end", s.rest)
	}
	return nil
}

// item reads up to one of the ends; quotes and backslashes go, "" within quotes is one.
func (s *scanner) item(ends string) (text string, quoted bool, err error) {
	var out strings.Builder
	inside := false
	for i := 0; i < len(s.rest); i++ {
		c := s.rest[i]
		switch {
		case c == '\\' && i+1 < len(s.rest):
			i++
			out.WriteByte(s.rest[i])
		case c == '"' && inside && i+1 < len(s.rest) && s.rest[i+1] == '"':
			i++
			out.WriteByte('"')
		case c == '"':
			inside = !inside
			quoted = true
		case !inside && strings.IndexByte(ends, c) >= 0:
			s.rest = s.rest[i:]
			return out.String(), quoted, nil
		default:
			out.WriteByte(c)
		}
	}
	return "", false, errors.New("the text ends too early")
}

func given(value any) (text string, null bool, err error) {
	switch v := value.(type) {
	case nil:
		return "", true, nil
	case string:
		return v, false, nil
	case []byte:
		return string(v), false, nil
	}
	return "", false, fmt.Errorf("%T is no text", value)
}

func nullIf(null bool) error {
	if null {
		return errors.New("NULL where the type has none")
	}
	return nil
}

func scanArray[T any](value any, delimiter byte, out *[]T) error {
	text, null, err := given(value)
	if err != nil || null {
		*out = nil
		return err
	}
	s := scanner{rest: text}
	if err := s.expect('{'); err != nil {
		return err
	}
	items := []T{}
	for !s.skip('}') {
		if len(items) > 0 {
			if err := s.expect(delimiter); err != nil {
				return err
			}
		}
		if strings.HasPrefix(s.rest, "{") {
			return errors.New("an array of several dimensions")
		}
		part, quoted, err := s.item(string(delimiter) + "}")
		if err != nil {
			return err
		}
		var item T
		if !quoted && part == "NULL" {
			err = fromNull(&item)
		} else {
			err = fromText(&item, part)
		}
		if err != nil {
			return err
		}
		items = append(items, item)
	}
	*out = items
	return s.end()
}

func arrayText[T any](items []T, delimiter string) (driver.Value, error) {
	if items == nil {
		return nil, nil
	}
	parts := make([]string, len(items))
	for i, item := range items {
		text, null, err := toText(item)
		if err != nil {
			return nil, err
		}
		if parts[i] = quoted(text); null {
			parts[i] = "NULL"
		}
	}
	return "{" + strings.Join(parts, delimiter) + "}", nil
}

func scanRange[T any](s *scanner, out *Range[T]) error {
	*out = Range[T]{}
	if text, found := strings.CutPrefix(s.rest, "empty"); found {
		s.rest, out.Empty = text, true
		return nil
	}
	out.LowerInclusive = s.skip('[')
	if !out.LowerInclusive {
		if err := s.expect('('); err != nil {
			return err
		}
	}
	for i, bound := range []**T{&out.Lower, &out.Upper} {
		text, quoted, err := s.item(",)]")
		if err != nil {
			return err
		}
		if text != "" || quoted {
			*bound = new(T)
			if err := fromText(*bound, text); err != nil {
				return err
			}
		}
		if i == 0 {
			if err := s.expect(','); err != nil {
				return err
			}
		}
	}
	out.UpperInclusive = s.skip(']')
	if out.UpperInclusive {
		return nil
	}
	return s.expect(')')
}

func scanRecord(value any, fields ...any) error {
	text, null, err := given(value)
	if err != nil || null {
		return errors.Join(err, nullIf(null))
	}
	s := scanner{rest: text}
	if err := s.expect('('); err != nil {
		return err
	}
	for i, field := range fields {
		if i > 0 {
			if err := s.expect(','); err != nil {
				return err
			}
		}
		part, quoted, err := s.item(",)")
		if err != nil {
			return err
		}
		if !quoted && part == "" {
			err = fromNull(field)
		} else {
			err = fromText(field, part)
		}
		if err != nil {
			return err
		}
	}
	if err := s.expect(')'); err != nil {
		return err
	}
	return s.end()
}

func recordText(fields ...any) (driver.Value, error) {
	parts := make([]string, len(fields))
	for i, field := range fields {
		text, null, err := toText(field)
		if err != nil {
			return nil, err
		}
		if !null {
			parts[i] = quoted(text)
		}
	}
	return "(" + strings.Join(parts, ",") + ")", nil
}

func quoted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// nullable gives the value of an sql.Null, and whether it is there.
func nullable(v reflect.Value) (value, valid reflect.Value, is bool) {
	t := v.Type()
	if t.Kind() != reflect.Struct || t.PkgPath() != "database/sql" || !strings.HasPrefix(t.Name(), "Null[") {
		return
	}
	return v.FieldByName("V"), v.FieldByName("Valid"), true
}

func fromNull(target any) error {
	v := reflect.ValueOf(target).Elem()
	switch v.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface:
		v.SetZero()
		return nil
	}
	if _, _, is := nullable(v); is {
		v.SetZero()
		return nil
	}
	return nullIf(true)
}

func fromText(target any, text string) (err error) {
	switch t := target.(type) {
	case sql.Scanner:
		if value, valid, is := nullable(reflect.ValueOf(target).Elem()); is {
			valid.SetBool(true)
			return fromText(value.Addr().Interface(), text)
		}
		return t.Scan(text)
	case *time.Time:
		*t, err = timeOf(text)
		return err
	}
	v := reflect.ValueOf(target).Elem()
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return fromText(v.Interface(), text)
	case reflect.String:
		v.SetString(text)
	case reflect.Bool:
		v.SetBool(text == "t")
	case reflect.Int16, reflect.Int32, reflect.Int64:
		var number int64
		number, err = strconv.ParseInt(text, 10, v.Type().Bits())
		v.SetInt(number)
	case reflect.Uint32, reflect.Uint64:
		var number uint64
		number, err = strconv.ParseUint(text, 10, v.Type().Bits())
		v.SetUint(number)
	case reflect.Float32, reflect.Float64:
		var number float64
		number, err = strconv.ParseFloat(text, v.Type().Bits())
		v.SetFloat(number)
	default:
		return fmt.Errorf("text cannot be read as %s", v.Type())
	}
	return err
}

// timeOf reads dates and times as DateStyle ISO prints them.
func timeOf(text string) (time.Time, error) {
	for _, layout := range []string{"2006-01-02 15:04:05Z07:00:00", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05Z07", "2006-01-02 15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return time.Parse("2006-01-02", text)
}

func toText(value any) (text string, null bool, err error) {
	v := reflect.ValueOf(value)
	if !v.IsValid() {
		return "", true, nil
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		if v.IsNil() {
			return "", true, nil
		}
	}
	if value, valid, is := nullable(v); is {
		if !valid.Bool() {
			return "", true, nil
		}
		return toText(value.Interface())
	}
	switch t := value.(type) {
	case driver.Valuer:
		given, err := t.Value()
		if err != nil {
			return "", false, err
		}
		return toText(given)
	case []byte:
		return `\x` + hex.EncodeToString(t), false, nil
	case time.Time:
		return t.Format("2006-01-02 15:04:05.999999999Z07:00:00"), false, nil
	}
	switch v.Kind() {
	case reflect.Pointer:
		return toText(v.Elem().Interface())
	case reflect.Float32, reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits()), false, nil
	}
	return fmt.Sprint(value), false, nil
}
