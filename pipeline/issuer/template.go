package issuer

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"

	"tickmark/pipeline/canvas"
)

// Generic is the canvas template of an issuer that has none of its own.
func Generic() canvas.Template {
	text, err := data.ReadFile("data/generic.yaml")
	if err == nil {
		var t canvas.Template
		if t, err = ParseTemplate(text); err == nil {
			return t
		}
	}
	panic("issuer: the embedded generic template: " + err.Error())
}

// ParseTemplate reads a canvas template. Keys that it does not know are
// errors, which name line and column and show the lines around them.
func ParseTemplate(data []byte) (canvas.Template, error) {
	var t canvas.Template
	if err := yaml.UnmarshalWithOptions(data, &t, yaml.Strict()); err != nil {
		return canvas.Template{}, fmt.Errorf("template: %s", yaml.FormatError(err, false, true))
	}
	if wrong := t.Check(); len(wrong) > 0 {
		return canvas.Template{}, fmt.Errorf("template: %s", strings.Join(wrong, "; "))
	}
	return t, nil
}
