package render

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"

	"tickmark/pipeline/canvas"
)

//go:embed page/canvas.html
var pageHTML string

//go:embed page/canvas.css
var pageCSS string

// pageTemplate is parsed once, at start: an error in it is one of the build.
var pageTemplate = template.Must(template.New("canvas").Parse(pageHTML))

// HTML writes c as one self-contained page: no script, no request to
// anywhere. It lays the nine blocks out as the standard canvas does, prints
// on one A3 page, and folds up on a phone. Every figure opens a tick card
// that tells how it is known.
func HTML(w io.Writer, c canvas.Canvas) error {
	if err := pageTemplate.Execute(w, newPage(c)); err != nil {
		return fmt.Errorf("render: write HTML: %w", err)
	}
	return nil
}
