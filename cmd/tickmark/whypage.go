package main

import (
	"bytes"
	"html/template"
	"strings"

	"tickmark/extract"
	"tickmark/pipeline/canvas"
	"tickmark/pipeline/render"
)

// whyPage is the chain behind figures as one page that needs nothing else. All
// text of documents stays text.
func whyPage(reasons []reason) []byte {
	var out bytes.Buffer
	if err := whyTemplate.Execute(&out, whyViews(reasons)); err != nil {
		panic("why: " + err.Error()) // no input makes it fail
	}
	return out.Bytes()
}

type whyView struct {
	Name, Period, Value, Basis, Grade, Rounding, Known, Flag, Snapshot string
	Checks                                                             []string
	Sources                                                            []whySource
}

type whySource struct{ Before, Figure, After, Printed, Rule, Place, Document, Link string }

func whyViews(reasons []reason) (out []whyView) {
	for _, r := range reasons {
		f := r.Fact
		name := f.Label
		if f.Metric != "" {
			name = f.Metric + " (" + f.Label + ")"
		}
		v := whyView{Name: name, Period: periodText(f.Period), Value: qualified(f) + " " + f.Unit, Basis: f.Basis, Grade: f.Grade, Rounding: rounding(r.held),
			Known: short(f.KnownAt), Flag: r.Flag, Snapshot: r.Snapshot.ID, Checks: checkTexts(f)}
		for i, d := range r.Documents {
			w := r.held.Witnesses[i]
			before, figure, after := parted(d.Excerpt)
			v.Sources = append(v.Sources, whySource{before, figure, after, w.Printed, w.Rule, d.Place, documentLine(d),
				render.Link(canvas.Source{Witness: w, About: canvas.Document{URL: d.URL, Media: mediaOf(d)}})})
		}
		out = append(out, v)
	}
	return out
}

// parted cuts an excerpt at its guillemets.
func parted(excerpt string) (before, figure, after string) {
	before, rest, ok := strings.Cut(excerpt, "»")
	if !ok {
		return "", excerpt, ""
	}
	figure, after, _ = strings.Cut(rest, "«")
	return before, figure, after
}

// mediaOf tells a PDF by its address, else HTML: only how a link is made hangs
// on it.
func mediaOf(d source) extract.Media {
	if strings.HasPrefix(d.Place, "page ") {
		return extract.PDF
	}
	return extract.HTML
}

var whyTemplate = template.Must(template.New("why").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Why</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
dt{font-weight:600}dd{margin:0 0 .5rem 0}blockquote{margin:.5rem 0;padding:.3rem .8rem;border-left:3px solid #2a7d4f;overflow-wrap:anywhere}
mark{background:#d8efe0;color:inherit}small{color:#666;overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){body{color:#ddd;background:#16181c}mark{background:#24523a}small{color:#aaa}a{color:#8cc8ff}}
</style></head><body>
{{range .}}<section><h1>{{.Name}}, {{.Period}}: {{.Value}}</h1>
<dl><dt>basis</dt><dd>{{or .Basis "unknown"}}</dd><dt>rounding</dt><dd>{{.Rounding}}</dd><dt>grade</dt><dd>{{.Grade}}{{range .Checks}}<br>{{.}}{{end}}</dd>
{{with .Flag}}<dt>flag</dt><dd>{{.}}</dd>{{end}}<dt>known</dt><dd>{{.Known}}</dd><dt>snapshot</dt><dd><small>{{.Snapshot}}</small></dd></dl>
{{range .Sources}}<blockquote>{{.Before}}<mark>{{.Figure}}</mark>{{.After}}<br><small>printed {{.Printed}}, by {{.Rule}}, at {{.Place}}; {{.Document}}{{with .Link}} · <a href="{{.}}">open</a>{{end}}</small></blockquote>
{{end}}</section>{{end}}</body></html>
`))
