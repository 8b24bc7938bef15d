
// Field is a column that a statement may give or leave out. The zero value leaves it out; Set gives it, NULL too.
type Field[T any] struct {
	Value T
	Given bool
}

// Set gives a column a value.
func Set[T any](value T) Field[T] {
	return Field[T]{value, true}
}

// IsZero tells encoding/json what omitzero leaves out.
func (f Field[T]) IsZero() bool {
	return !f.Given
}

// MarshalJSON writes the value alone.
func (f Field[T]) MarshalJSON() ([]byte, error) {
	return json.Marshal(f.Value)
}

// UnmarshalJSON is called for what a document gives, null too.
func (f *Field[T]) UnmarshalJSON(text []byte) error {
	f.Given = true
	return json.Unmarshal(text, &f.Value)
}

// Written is a row to insert, or a change: a table and the columns that are given.
type Written interface {
	Table() string
	Columns() (names []string, values []any)
}

// InsertInto gives an INSERT and its arguments.
func InsertInto(row Written) (statement string, arguments []any) {
	names, values := row.Columns()
	if len(names) == 0 {
		return "INSERT INTO " + row.Table() + " DEFAULT VALUES", nil
	}
	places := make([]string, len(names))
	for i := range names {
		places[i] = "$" + strconv.Itoa(i+1)
	}
	return "INSERT INTO " + row.Table() + " (" + strings.Join(names, ", ") + ") VALUES (" + strings.Join(places, ", ") + ")", values
}

// UpdateSet gives the beginning of an UPDATE, to which WHERE is added, and its arguments: the first is $1. Of a change that
// gives nothing it makes no statement.
func UpdateSet(change Written) (statement string, arguments []any) {
	names, values := change.Columns()
	if len(names) == 0 {
		return "", nil
	}
	places := make([]string, len(names))
	for i, name := range names {
		places[i] = name + " = $" + strconv.Itoa(i+1)
	}
	return "UPDATE " + change.Table() + " SET " + strings.Join(places, ", "), values
}
