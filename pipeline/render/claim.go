package render

import (
	"bytes"
	"fmt"
	"html/template"
	"slices"

	"tickmark/pipeline/audit"
)

// ClaimJSON is a claim as one JSON line of the command line's contract.
type ClaimJSON struct {
	Line       int                 `json:"line"`
	Where      string              `json:"where,omitempty"` // page, or sheet and row
	Text       string              `json:"text"`
	Metric     string              `json:"metric"`
	Basis      string              `json:"basis"`
	Dimensions map[string]string   `json:"dimensions"` // never null
	Period     PeriodJSON          `json:"period"`
	Value      string              `json:"value"`
	Unit       string              `json:"unit"`
	Verdict    string              `json:"verdict"`
	Expected   string              `json:"expected"` // the store's value, where it is another
	Slip       string              `json:"slip"`
	Flags      []string            `json:"flags"`    // of the evidence: unconfirmed; never null
	Evidence   []ClaimEvidenceJSON `json:"evidence"` // never null
}

// ClaimEvidenceJSON is a figure of the store that a verdict rests on.
type ClaimEvidenceJSON struct {
	Metric   string     `json:"metric"`
	Period   PeriodJSON `json:"period"`
	Value    string     `json:"value"`
	Unit     string     `json:"unit"`
	Document string     `json:"document"`
	Place    string     `json:"place"`
	Quote    string     `json:"quote"`
	Flag     string     `json:"flag,omitempty"`
}

// Claim brings a claim into its JSON form.
func Claim(c audit.Claim) ClaimJSON {
	out := ClaimJSON{Line: c.Line, Where: c.Where, Text: c.Text, Metric: string(c.Metric), Basis: string(c.Basis), Dimensions: map[string]string{},
		Period: Period(c.Period), Value: c.Value.String(), Unit: string(c.Unit), Verdict: string(c.Verdict), Slip: c.Slip,
		Flags: append([]string{}, c.Flags...), Evidence: []ClaimEvidenceJSON{}}
	for k, v := range c.Dimensions {
		out.Dimensions[k] = v
	}
	if c.Expected != nil {
		out.Expected = c.Expected.String()
	}
	for _, f := range c.Evidence {
		e := ClaimEvidenceJSON{Metric: string(f.Metric), Period: Period(f.Period), Value: f.Value.String(), Unit: string(f.Unit), Flag: f.Flag}
		if len(f.Witnesses) > 0 {
			w := f.Witnesses[0]
			e.Document, e.Place, e.Quote = w.Document, w.Place, w.Quote
		}
		out.Evidence = append(out.Evidence, e)
	}
	return out
}

// AuditHTML is a text with the verdict of each claim on it, as one page that
// needs nothing else. The text stays text.
func AuditHTML(name string, t audit.Text, claims []audit.Claim) []byte {
	var out bytes.Buffer
	if err := auditPage.Execute(&out, auditView{name, pieces(t, claims)}); err != nil {
		panic("render: audit page: " + err.Error()) // no input makes it fail
	}
	return out.Bytes()
}

type auditView struct {
	Name  string
	Lines [][]auditPiece
}

// auditPiece is a run of text, or a claim with its verdict.
type auditPiece struct{ Text, Verdict, Note string }

func pieces(t audit.Text, claims []audit.Claim) (out [][]auditPiece) {
	for _, l := range t.Lines {
		var line []auditPiece
		at := 0
		for len(claims) > 0 && claims[0].Line <= l.Number {
			c := claims[0]
			claims = claims[1:]
			if c.Line < l.Number || c.Start < at {
				continue
			}
			line = append(line, auditPiece{Text: l.Text[at:c.Start]}, auditPiece{l.Text[c.Start:c.End], string(c.Verdict), note(c)})
			at = c.End
		}
		out = append(out, append(line, auditPiece{Text: l.Text[at:]}))
	}
	return out
}

func note(c audit.Claim) string {
	s := string(c.Verdict)
	if c.Metric != "" {
		s += fmt.Sprintf(": %s %s", c.Metric, c.Period)
	}
	if c.Expected != nil {
		s += fmt.Sprintf("; the store has %s %s", c.Expected, c.Unit)
	}
	if c.Slip != "" {
		s += "; " + c.Slip
	}
	if len(c.Flags) > 0 {
		s += "; evidence " + fmt.Sprint(slices.Sorted(slices.Values(c.Flags)))
	}
	return s
}

var auditPage = template.Must(template.New("audit").Parse(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Audit of {{.Name}}</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
mark{background:none;color:inherit;border-bottom:2px solid #999;cursor:help}
mark.confirmed{border-color:#2a7d4f}
mark.contradicted{border-color:#c0262d;background:#fbe4e4}
mark.inconsistent,mark.stale,mark.not-a-measure{border-color:#b7791f;background:#fdf3dc}
mark small{color:#c0262d}
@media (prefers-color-scheme:dark){body{color:#ddd;background:#16181c}mark.contradicted{background:#4a1f22}mark.inconsistent,mark.stale,mark.not-a-measure{background:#43351a}mark small{color:#ff8a8a}}
p{margin:.4rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
</style></head><body><h1>Audit of {{.Name}}</h1>
{{range .Lines}}<p>{{range .}}{{if .Verdict}}<mark class="{{.Verdict}}" tabindex="0" title="{{.Note}}">{{.Text}}{{if ne .Verdict "confirmed"}}{{if ne .Verdict "unverifiable"}}<small> [{{.Note}}]</small>{{end}}{{end}}</mark>{{else}}{{.Text}}{{end}}{{end}}</p>
{{end}}</body></html>
`))
