package main

import (
	"bytes"
	"html/template"
	"slices"
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
	Checks, Evidence                                                   []string
	Sources                                                            []whySource
	Elsewhere                                                          []whyClue
}

// whySource is a place where the figure stands.
type whySource struct {
	Words                                excerpt
	Printed, Rule, Place, Document, Link string
}

// whyClue is words that gave the figure attributes, at another place.
type whyClue struct {
	Words              excerpt
	Names, Place, Link string
}

func whyViews(reasons []reason) (out []whyView) {
	for _, r := range reasons {
		f := r.Fact
		name := f.Label
		if f.Metric != "" {
			name = f.Metric + " (" + f.Label + ")"
		}
		v := whyView{Name: name, Period: periodText(f.Period), Value: qualified(f) + " " + f.Unit, Basis: f.Basis, Grade: f.Grade + gradedBy(r.held), Rounding: rounding(r.held),
			Known: short(f.KnownAt), Flag: r.Flag, Snapshot: r.Snapshot.ID, Checks: checkTexts(r.held.Fact), Elsewhere: elsewhere(r)}
		for _, c := range r.clues {
			v.Evidence = append(v.Evidence, c.String())
		}
		for i, d := range r.Documents {
			w := r.held.Witnesses[i]
			v.Sources = append(v.Sources, whySource{d.shown, w.Printed, w.Rule, d.Place, documentLine(d), d.link(w, d.at.At)})
		}
		out = append(out, v)
	}
	return out
}

// elsewhere are the clues that no excerpt of the figure shows, those of one
// place together.
func elsewhere(r reason) (out []whyClue) {
	shown := map[string]bool{}
	for _, c := range r.clues {
		if c.document == "" || shown[c.from.Place] || slices.ContainsFunc(r.Documents, func(d source) bool { return d.shows(c) }) {
			continue
		}
		i := slices.IndexFunc(r.Documents, func(d source) bool { return d.Document == c.document && d.text != nil })
		if i < 0 {
			continue
		}
		d, marks, names := r.Documents[i], []marked{}, []string{}
		for _, o := range r.clues {
			if o.document == c.document && o.from.Place == c.from.Place {
				marks, names = append(marks, marked{o.found, o.Names()}), append(names, o.Names())
			}
		}
		shown[c.from.Place] = true
		out = append(out, whyClue{excerptOf(*d.text, marks), strings.Join(names, ", "), c.from.Place, d.link(extract.Witness{Quote: c.from.Quote}, c.found.At)})
	}
	return out
}

// shows reports whether the excerpt of a source shows a clue.
func (s source) shows(c clue) bool {
	return s.text != nil && s.Document == c.document && beside(s.at.At, c.found.At)
}

// link is the address of words of a source, into the document where they were
// found in it.
func (s source) link(w extract.Witness, at extract.At) string {
	to := canvas.Source{Witness: w, About: canvas.Document{URL: s.URL}}
	if s.text != nil {
		to.About.Media, to.Page = s.text.Media, pageOf(*s.text, at)
	}
	return render.Link(to)
}

var whyTemplate = template.Must(template.New("why").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Why</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
dt{font-weight:600}dd{margin:0 0 .5rem 0}blockquote{margin:.5rem 0;padding:.3rem .8rem;border-left:3px solid #2a7d4f;overflow-wrap:anywhere}
mark{background:#d8efe0;color:inherit}mark.evidence{background:#e6e9f7}blockquote.evidence{border-color:#5b6fb5}small{color:#666;overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){body{color:#ddd;background:#16181c}mark{background:#24523a}mark.evidence{background:#2b3358}small{color:#aaa}a{color:#8cc8ff}}
</style></head><body>
{{range .}}<section><h1>{{.Name}}, {{.Period}}: {{.Value}}</h1>
<dl><dt>basis</dt><dd>{{or .Basis "unknown"}}</dd><dt>rounding</dt><dd>{{.Rounding}}</dd><dt>grade</dt><dd>{{.Grade}}{{range .Checks}}<br>{{.}}{{end}}</dd>
{{with .Evidence}}<dt>evidence</dt><dd>{{range .}}{{.}}<br>{{end}}</dd>{{end}}
{{with .Flag}}<dt>flag</dt><dd>{{.}}</dd>{{end}}<dt>known</dt><dd>{{.Known}}</dd><dt>snapshot</dt><dd><small>{{.Snapshot}}</small></dd></dl>
{{range .Sources}}<blockquote>{{template "words" .Words}}<br><small>printed {{.Printed}}, by {{.Rule}}, at {{.Place}}; {{.Document}}{{with .Link}} · <a href="{{.}}">open</a>{{end}}</small></blockquote>
{{end}}{{range .Elsewhere}}<blockquote class="evidence">{{template "words" .Words}}<br><small>{{.Names}}, at {{.Place}}{{with .Link}} · <a href="{{.}}">open</a>{{end}}</small></blockquote>
{{end}}</section>{{end}}</body></html>
{{define "words"}}{{range .}}{{if eq .Mark "figure"}}<mark>{{.Text}}</mark>{{else if .Mark}}<mark class="evidence" title="{{.Mark}}">{{.Text}}</mark>{{else}}{{.Text}}{{end}}{{end}}{{end}}`))
