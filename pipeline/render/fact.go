package render

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"tickmark/extract"
	"tickmark/extract/fiscal"
)

// FactJSON is a fact as the command line prints it, one JSON object a line.
// Every command that prints facts prints this shape.
type FactJSON struct {
	Issuer     string            `json:"issuer"`
	Metric     string            `json:"metric"`
	Label      string            `json:"label"`
	Dimensions map[string]string `json:"dimensions"` // never null
	Basis      string            `json:"basis"`
	Period     PeriodJSON        `json:"period"`
	KnownAt    string            `json:"known_at"` // RFC 3339 in UTC, "" where unknown
	Value      string            `json:"value"`    // an exact decimal in base units
	Unit       string            `json:"unit"`
	Decimals   int               `json:"decimals"`
	Qualifier  string            `json:"qualifier"`
	Grade      string            `json:"grade"`
	Evidence   AttributesJSON    `json:"evidence"`
	Checks     []CheckJSON       `json:"checks"`    // never null
	Witnesses  []WitnessJSON     `json:"witnesses"` // never null
}

// PeriodJSON is a period: "duration" with both dates, or "instant" with End
// alone, both inclusive. The zero value is unknown.
type PeriodJSON struct {
	Type  string `json:"type"`
	Start string `json:"start,omitempty"`
	End   string `json:"end"`
}

// WitnessJSON is one place where a figure stands.
type WitnessJSON struct {
	Document string `json:"document"`
	URL      string `json:"url"`
	Place    string `json:"place"`
	Quote    string `json:"quote"`
	Printed  string `json:"printed"`
	Rule     string `json:"rule"`
}

// CheckJSON is a check behind a grade; text is its arithmetic. Fixes names what it fixes of the fact:
// digits, period, unit, scale, label.
type CheckJSON struct {
	Kind   string   `json:"kind"`
	Closed bool     `json:"closed"`
	Fixes  []string `json:"fixes"` // never null
	Text   string   `json:"text"`
}

// AttributeJSON is where an attribute of a fact was read: how is "stated",
// "scoped", "derived" or "given".
type AttributeJSON struct {
	How   string `json:"how"`
	Quote string `json:"quote"`
	Place string `json:"place"`
}

// AttributesJSON says of each attribute that a fact has how it has it.
type AttributesJSON struct {
	Period *AttributeJSON `json:"period,omitempty"`
	Unit   *AttributeJSON `json:"unit,omitempty"`
	Scale  *AttributeJSON `json:"scale,omitempty"`
	Basis  *AttributeJSON `json:"basis,omitempty"`
	Label  *AttributeJSON `json:"label,omitempty"`
}

// MissJSON is a number that no rule could read to the end.
type MissJSON struct {
	Place    string        `json:"place"`
	Quote    string        `json:"quote"`
	Reason   string        `json:"reason"`
	Readings []ReadingJSON `json:"readings"` // never null
	Rival    *RivalJSON    `json:"rival,omitempty"`
}

// RivalJSON is the figure that a disputed one was held against; stands is
// whether it is a fact.
type RivalJSON struct {
	Value  string `json:"value"`
	Place  string `json:"place"`
	Stands bool   `json:"stands"`
}

// ReadingJSON is one way in which a missed number could be read. Scale is a
// power of ten.
type ReadingJSON struct {
	Unit   string      `json:"unit"`
	Scale  int         `json:"scale"`
	Period *PeriodJSON `json:"period,omitempty"`
	Closes []string    `json:"closes"` // the texts of checks; never null
}

// LedgerJSON is one row of the coverage ledger.
type LedgerJSON struct {
	Place   string `json:"place"`
	Printed string `json:"printed"`
	Kind    string `json:"kind"`
	Ref     string `json:"ref"`
}

// Fact is f of the named issuer ("" where none is known), published at known
// (the zero time where unknown), ready to be printed.
func Fact(issuer string, known time.Time, f extract.Fact) FactJSON {
	out := FactJSON{
		Issuer: issuer, Metric: string(f.Metric), Label: f.Label, Dimensions: map[string]string{},
		Basis: string(f.Basis), Period: Period(f.Period), KnownAt: stamp(known),
		Value: f.Value.String(), Unit: string(f.Unit), Decimals: f.Value.Decimals(),
		Qualifier: string(f.Qualifier), Grade: string(f.Grade),
		Evidence: evidence(f.Evidence), Checks: checks(f.Checks), Witnesses: make([]WitnessJSON, len(f.Witnesses)),
	}
	for k, v := range f.Dimensions {
		out.Dimensions[k] = v
	}
	for i, w := range f.Witnesses {
		out.Witnesses[i] = WitnessJSON{w.Document, w.URL, w.Place, w.Quote, w.Printed, w.Rule}
	}
	return out
}

// Period is p ready to be printed.
func Period(p fiscal.Period) PeriodJSON {
	switch {
	case !p.Known():
		return PeriodJSON{}
	case p.IsInstant():
		return PeriodJSON{Type: "instant", End: p.End.String()}
	}
	return PeriodJSON{Type: "duration", Start: p.Start.String(), End: p.End.String()}
}

// Miss is m ready to be printed.
func Miss(m extract.Miss) MissJSON {
	out := MissJSON{Place: m.Place, Quote: m.Quote, Reason: m.Reason, Readings: make([]ReadingJSON, len(m.Readings))}
	if r := m.Rival; r != nil {
		out.Rival = &RivalJSON{r.Value.String(), r.Place, r.Stands}
	}
	for i, r := range m.Readings {
		out.Readings[i] = ReadingJSON{Unit: string(r.Unit), Scale: r.Scale, Closes: checkTexts(r.Closes)}
		if r.Period.Known() {
			p := Period(r.Period)
			out.Readings[i].Period = &p
		}
	}
	return out
}

// LedgerRow is e ready to be printed.
func LedgerRow(e extract.Entry) LedgerJSON {
	return LedgerJSON{e.Place, e.Printed, e.Kind, e.Ref}
}

// JSONLines writes rows as JSON, one a line, with <, > and & as they are.
func JSONLines[T any](w io.Writer, rows []T) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, r := range rows {
		if err := enc.Encode(r); err != nil {
			return fmt.Errorf("render: write JSON lines: %w", err)
		}
	}
	return nil
}

// JSON writes v as indented JSON, with <, > and & as they are.
func JSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("render: write JSON: %w", err)
	}
	return nil
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

func filled(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// checks is list ready to be printed.
func checks(list []extract.Check) []CheckJSON {
	out := make([]CheckJSON, len(list))
	for i, c := range list {
		out[i] = CheckJSON{string(c.Kind), c.Closed, make([]string, len(c.Fixes)), c.Arithmetic()}
		for j, a := range c.Fixes {
			out[i].Fixes[j] = string(a)
		}
	}
	return out
}

// checkTexts is the text of each check.
func checkTexts(list []extract.Check) []string {
	out := make([]string, len(list))
	for i, c := range list {
		out[i] = c.String()
	}
	return out
}

func evidence(e extract.Evidence) AttributesJSON {
	return AttributesJSON{attribute(e.Period), attribute(e.Unit), attribute(e.Scale), attribute(e.Basis), attribute(e.Label)}
}

func attribute(s extract.Source) *AttributeJSON {
	if s.How == "" {
		return nil
	}
	return &AttributeJSON{string(s.How), s.Quote, s.Place}
}
