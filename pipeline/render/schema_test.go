package render

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestSchemaGolden(t *testing.T) { golden(t, "canvas.schema.json", Schema()) }

// TestSchema holds a canvas that is written against the schema.
func TestSchema(t *testing.T) {
	var schema map[string]any
	var made any
	if err := json.Unmarshal(Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(written(t, WriteCanvasJSON, fixture(t)), &made); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range against(schema, schema, made, "canvas") {
		t.Error(wrong)
	}
	if wrong := against(schema, schema, map[string]any{"foreign": 1.0}, "canvas"); len(wrong) < 2 {
		t.Errorf("a foreign object: %v", wrong)
	}
}

// against checks a value by the part of JSON Schema that Schema writes.
func against(root, s map[string]any, v any, at string) (wrong []string) {
	if ref, ok := s["$ref"].(string); ok {
		return against(root, root["$defs"].(map[string]any)[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any), v, at)
	}
	if forms, ok := s["anyOf"].([]any); ok {
		if slices.ContainsFunc(forms, func(x any) bool { return len(against(root, x.(map[string]any), v, at)) == 0 }) {
			return nil
		}
		return []string{at + ": none of its forms"}
	}
	switch s["type"] {
	case "object":
		return object(root, s, v, at)
	case "array":
		list, ok := v.([]any)
		if !ok {
			return []string{at + ": no array"}
		}
		for i, x := range list {
			wrong = append(wrong, against(root, s["items"].(map[string]any), x, fmt.Sprintf("%s[%d]", at, i))...)
		}
		return wrong
	}
	kind := map[string]bool{"string": false, "boolean": false, "integer": false, "number": false, "null": v == nil}
	switch x := v.(type) {
	case string:
		kind["string"] = true
	case bool:
		kind["boolean"] = true
	case float64:
		kind["number"], kind["integer"] = true, x == float64(int64(x))
	}
	if !kind[s["type"].(string)] {
		return []string{fmt.Sprintf("%s: %v is no %s", at, v, s["type"])}
	}
	return nil
}

func object(root, s map[string]any, v any, at string) (wrong []string) {
	m, ok := v.(map[string]any)
	if !ok {
		return []string{at + ": no object"}
	}
	properties, _ := s["properties"].(map[string]any)
	for k, x := range m {
		if p, ok := properties[k]; ok {
			wrong = append(wrong, against(root, p.(map[string]any), x, at+"."+k)...)
		} else if more, ok := s["additionalProperties"].(map[string]any); ok {
			wrong = append(wrong, against(root, more, x, at+"."+k)...)
		} else {
			wrong = append(wrong, at+"."+k+": not in the schema")
		}
	}
	required, _ := s["required"].([]any)
	for _, k := range required {
		if _, ok := m[k.(string)]; !ok {
			wrong = append(wrong, at+": lacks "+k.(string))
		}
	}
	return wrong
}
