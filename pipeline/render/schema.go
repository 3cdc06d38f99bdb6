package render

import (
	"encoding/json"
	"reflect"
	"strings"
)

// Schema is the JSON Schema (draft 2020-12) of a canvas in JSON, made from the
// types that write it, so that the two cannot part.
func Schema() []byte {
	s := &schema{defs: map[string]any{}}
	top := s.of(reflect.TypeFor[CanvasJSON]())
	out := map[string]any{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "tickmark canvas", "$defs": s.defs}
	for k, v := range top {
		out[k] = v
	}
	text, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		panic("render: schema: " + err.Error()) // no type of ours makes it fail
	}
	return append(text, '\n')
}

type schema struct{ defs map[string]any }

// of is the schema of a type; structs are defined once and referred to.
func (s *schema) of(t reflect.Type) map[string]any {
	switch t.Kind() {
	case reflect.Pointer:
		return map[string]any{"anyOf": []any{s.of(t.Elem()), map[string]any{"type": "null"}}}
	case reflect.Slice:
		return map[string]any{"type": "array", "items": s.of(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": s.of(t.Elem())}
	case reflect.Struct:
		return s.object(t)
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int, reflect.Int64:
		return map[string]any{"type": "integer"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	}
	return map[string]any{"type": "string"}
}

func (s *schema) object(t reflect.Type) map[string]any {
	ref := map[string]any{"$ref": "#/$defs/" + t.Name()}
	if _, ok := s.defs[t.Name()]; ok {
		return ref
	}
	s.defs[t.Name()] = nil // it may hold itself
	properties, required := map[string]any{}, []string{}
	for _, f := range reflect.VisibleFields(t) { // those of embedded structs too, as JSON has them
		if f.Anonymous {
			continue
		}
		name, rest, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		properties[name] = s.of(f.Type)
		if !strings.Contains(rest, "omitempty") {
			required = append(required, name)
		}
	}
	s.defs[t.Name()] = map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
	return ref
}
