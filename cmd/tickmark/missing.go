package main

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"tickmark/extract"
	"tickmark/extract/fiscal"
	"tickmark/extract/prose"
	"tickmark/extract/reader"
	"tickmark/extract/vocabulary"
	"tickmark/pipeline/render"
	"tickmark/store"
)

// What became of the measures of earlier releases: told no more, told under
// another name, or new.

// measure is what a release tells of its own period.
type measure struct {
	id    string // metric and dimensions
	label string
	fact  extract.Fact
}

// lifeRow is a measure that is not what it was.
type lifeRow struct {
	What  string          `json:"what"` // missing, renamed, new or redefined
	Last  string          `json:"last"` // the last event that told it so; empty for a new one
	Was   string          `json:"was"`  // its label then, or the words that said what it is
	Fact  render.FactJSON `json:"fact"` // as last told
	event fiscal.Period
}

// toldIn are the measures that a snapshot tells of the period that it reports
// on, or of its last day. Changes and shares are not measures of their own.
func toldIn(s store.Snapshot, facts []extract.Fact) []measure {
	var out []measure
	for _, f := range facts {
		_, change := f.Dimensions[extract.DimChange]
		_, share := f.Dimensions[extract.DimShareOf]
		own := f.Period == s.Event || f.Period.IsInstant() && f.Period.End == s.Event.End
		if f.Metric == "" || change || share || !own || f.Unit == "USD" || f.Unit == "HKD" {
			continue
		}
		out = append(out, measure{string(f.Metric) + " " + string(f.Basis) + " " + f.Dimensions.String() + " " + string(f.Unit), extract.Fold(f.Label), f})
	}
	return out
}

// life compares what the newest event tells with what the comparable ones
// before it told: those of its length, a year of them.
func life(id string, events []store.Snapshot, facts map[string][]extract.Fact) []lifeRow {
	newest := events[len(events)-1]
	now := map[string]measure{}
	for _, m := range toldIn(newest, facts[newest.ID]) {
		now[m.id] = m
	}
	var out []lifeRow
	seen := map[string]bool{}
	before := events[:len(events)-1]
	for _, s := range slices.Backward(before[max(0, len(before)-4):]) {
		for _, m := range toldIn(s, facts[s.ID]) {
			if seen[m.id] {
				continue
			}
			seen[m.id] = true
			switch is, ok := now[m.id]; {
			case !ok:
				out = append(out, lifeRow{"missing", s.Event.String(), m.fact.Label, render.Fact(id, s.KnownAt, m.fact), s.Event})
			case is.label != m.label:
				out = append(out, lifeRow{"renamed", s.Event.String(), m.fact.Label, render.Fact(id, newest.KnownAt, is.fact), s.Event})
			}
		}
	}
	for _, m := range toldIn(newest, facts[newest.ID]) {
		if !seen[m.id] && len(before) > 0 {
			seen[m.id] = true
			out = append(out, lifeRow{"new", "", "", render.Fact(id, newest.KnownAt, m.fact), newest.Event})
		}
	}
	order := map[string]int{"missing": 0, "renamed": 1, "new": 2}
	slices.SortStableFunc(out, func(a, b lifeRow) int {
		return cmp.Or(cmp.Compare(order[a.What], order[b.What]), cmp.Compare(b.event.End.String(), a.event.End.String()))
	})
	return out
}

// definition is how a document says what a measure is.
var definition = regexp.MustCompile(`(?i)\b(?:is|are) (?:defined|calculated|measured|derived) (?:as|by|from)\b|\brefers? to\b|\bmeans\b|是指|定义为|定義為|计算方式|計算方式`)

// definitions are the sentences of a document that say what its measures are,
// by metric.
func definitions(t extract.Text, words *vocabulary.Vocabulary) map[string]string {
	out := map[string]string{}
	for _, b := range t.Blocks {
		if b.Kind == extract.Grid || b.Kind == extract.Furniture {
			continue
		}
		for _, s := range prose.Sentences(b.Words) {
			text := b.Words[s[0]:s[1]]
			at := definition.FindStringIndex(text)
			if at == nil {
				continue
			}
			for _, f := range words.Find(text[:at[0]]) {
				id := string(f.Metric) + " " + string(f.Basis)
				if _, ok := out[id]; !ok {
					out[id] = strings.TrimSpace(text)
				}
			}
		}
	}
	return out
}

// redefined lists the measures that two events say differently what they are.
func (a *app) redefined(ctx context.Context, id string, old, now []store.Document) ([]lifeRow, error) {
	p, err := a.profile(id)
	if err != nil {
		return nil, err
	}
	words, err := p.Vocabulary()
	if err != nil {
		return nil, err
	}
	was, err := a.defined(ctx, old, words)
	if err != nil {
		return nil, err
	}
	is, err := a.defined(ctx, now, words)
	var out []lifeRow
	for _, k := range slices.Sorted(maps.Keys(is)) {
		if before, ok := was[k]; ok && extract.Fold(before) != extract.Fold(is[k]) {
			metric, basis, _ := strings.Cut(k, " ")
			out = append(out, lifeRow{What: "redefined", Was: before, Fact: render.FactJSON{Issuer: id, Metric: metric, Basis: basis, Label: is[k], Dimensions: map[string]string{}}})
		}
	}
	return out, err
}

func (a *app) defined(ctx context.Context, documents []store.Document, words *vocabulary.Vocabulary) (map[string]string, error) {
	out := map[string]string{}
	for _, d := range documents {
		t, err := reader.Decode(ctx, d.Bytes, reader.Options{PDF: a.pdf.Decode})
		if err != nil {
			return nil, fmt.Errorf("document %.12s (%s): %w", d.ID, d.URL, err)
		}
		maps.Copy(out, definitions(t, words))
	}
	return out, nil
}

// missing prints the life of an issuer's measures as it was known at a time.
func (a *app) missing(ctx context.Context, format, metric, asOf string) error {
	rows := []lifeRow{}
	var id string
	var old, now []store.Document
	err := a.view(func(db *store.DB) (err error) {
		if id, err = a.only(db); err != nil {
			return err
		}
		end, err := a.endOf(asOf, id)
		if err != nil {
			return err
		}
		events, facts, err := alike(db, id, end)
		if err != nil || len(events) == 0 {
			return err
		}
		rows = life(id, events, facts)
		if n := len(events); n > 1 {
			if old, err = documentsOf(db, events[n-2]); err == nil {
				now, err = documentsOf(db, events[n-1])
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	again, err := a.redefined(ctx, id, old, now)
	if err != nil {
		return err
	}
	rows = append(rows, again...)
	rows = slices.DeleteFunc(rows, func(r lifeRow) bool {
		return metric != "" && !strings.EqualFold(r.Fact.Metric, metric) && !strings.EqualFold(local(extract.Metric(r.Fact.Metric)), metric)
	})
	return print(a.out, format, listing[lifeRow]{
		header: []string{"", "measure", "label", "last told", "period", "value", "unit"}, right: []int{5}, rows: rows,
		cells: func(r lifeRow) []string {
			c := factCells(r.Fact)
			label := r.Fact.Label
			if r.What == "renamed" || r.What == "redefined" {
				label = r.Was + " → " + label
			}
			return []string{r.What, r.Fact.Metric, label, r.Last, c[0], c[3], c[4]}
		},
		columns: slices.Concat([]string{"what", "last", "was"}, factColumns),
		record: func(r lifeRow) []string {
			return slices.Concat([]string{r.What, r.Last, r.Was}, factRecord(r.Fact))
		},
	})
}

func documentsOf(db *store.DB, s store.Snapshot) (out []store.Document, err error) {
	for _, id := range s.Documents {
		d, err := db.Document(id)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// alike lists the events of the newest one's length, oldest first, and
// what each says.
func alike(db *store.DB, id string, asOf time.Time) ([]store.Snapshot, map[string][]extract.Fact, error) {
	all, err := db.Snapshots(id)
	if err != nil {
		return nil, nil, err
	}
	events := store.Counting(all, asOf)
	slices.SortStableFunc(events, func(a, b store.Snapshot) int { return cmp.Compare(a.Event.End.String(), b.Event.End.String()) })
	if len(events) == 0 {
		return nil, nil, nil
	}
	length := events[len(events)-1].Event.Months()
	events = slices.DeleteFunc(events, func(s store.Snapshot) bool { return s.Event.Months() != length })
	facts := map[string][]extract.Fact{}
	for _, s := range events[max(0, len(events)-5):] {
		if facts[s.ID], err = db.Read(s.ID); err != nil {
			return nil, nil, err
		}
	}
	return events, facts, nil
}
