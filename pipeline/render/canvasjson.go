package render

import (
	"io"

	"tickmark/pipeline/canvas"
)

// CanvasJSON is a canvas as programs read it.
type CanvasJSON struct {
	Issuer  IssuerJSON  `json:"issuer"`
	AsOf    string      `json:"as_of"`    // RFC 3339, "" where the newest was asked for
	KnownAt string      `json:"known_at"` // publication of the newest fact
	Period  PeriodJSON  `json:"period"`   // the newest period reported
	Blocks  []BlockJSON `json:"blocks"`   // the nine, in standard order
	Changes []string    `json:"changes"`
}

// IssuerJSON is whom a canvas is about.
type IssuerJSON struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Currency string `json:"currency"`
}

// BlockJSON is one of the nine blocks.
type BlockJSON struct {
	Name     string         `json:"name"`
	Entries  []EntryJSON    `json:"entries"`
	Evidence []EvidenceJSON `json:"evidence"`
	Missing  []MissingJSON  `json:"missing"`
}

// EntryJSON is one line and the figure behind it.
type EntryJSON struct {
	ID         string       `json:"id"`
	Name       string       `json:"name"`
	Text       string       `json:"text"`
	Detail     string       `json:"detail"`
	Figure     FigureJSON   `json:"figure"`
	High       *FigureJSON  `json:"high,omitempty"`
	OnYear     *ChangeJSON  `json:"on_year,omitempty"`
	OnQuarter  *ChangeJSON  `json:"on_quarter,omitempty"`
	Since      *ChangeJSON  `json:"since,omitempty"`
	Share      *FigureJSON  `json:"share,omitempty"`
	ShareOf    string       `json:"share_of,omitempty"`
	Twins      []FigureJSON `json:"twins"`
	Cumulative []FigureJSON `json:"cumulative"`
	Trend      []PointJSON  `json:"trend"`
	Marks      []string     `json:"marks"`
	Changed    string       `json:"changed"`
}

// FigureJSON is a value, read or derived.
type FigureJSON struct {
	Metric     string            `json:"metric"`
	Label      string            `json:"label"`
	Dimensions map[string]string `json:"dimensions"`
	Basis      string            `json:"basis"`
	Period     PeriodJSON        `json:"period"`
	Value      string            `json:"value"`
	Unit       string            `json:"unit"`
	Decimals   int               `json:"decimals"`
	Qualifier  string            `json:"qualifier"`
	Grade      string            `json:"grade"`
	Checks     []CheckJSON       `json:"checks"`
	Flag       string            `json:"flag"`
	Derived    bool              `json:"derived"`
	Formula    string            `json:"formula"`
	Inputs     []FigureJSON      `json:"inputs"`
	Was        *FigureJSON       `json:"was,omitempty"`
	Rivals     []FigureJSON      `json:"rivals"`
	Sources    []SourceJSON      `json:"sources"`
}

// ChangeJSON is how a figure moved; a part that is unknown is left out.
type ChangeJSON struct {
	Growth *FigureJSON `json:"growth,omitempty"`
	From   *FigureJSON `json:"from,omitempty"`
}

// PointJSON is one period of a trend.
type PointJSON struct {
	Period PeriodJSON `json:"period"`
	Value  string     `json:"value"`
}

// SourceJSON is where a figure is printed.
type SourceJSON struct {
	WitnessJSON
	Title     string `json:"title"`
	Published string `json:"published"`
	KnownBy   string `json:"known_by"` // published, or first fetched where nobody says when it was published
	Snapshot  string `json:"snapshot"`
	Demo      bool   `json:"demo"`
}

// EvidenceJSON is a sentence of a document, word for word.
type EvidenceJSON struct {
	Theme  string     `json:"theme"`
	Quote  string     `json:"quote"`
	Source SourceJSON `json:"source"`
}

// MissingJSON is what the template asks for and no fact answers.
type MissingJSON struct {
	Name string `json:"name"`
	Why  string `json:"why"`
}

// Canvas is c ready to be printed as JSON.
func Canvas(c canvas.Canvas) CanvasJSON {
	out := CanvasJSON{
		Issuer: IssuerJSON{c.Issuer.ID, c.Issuer.Name, string(c.Issuer.Currency)},
		AsOf:   stamp(c.AsOf), KnownAt: stamp(c.Known), Period: Period(c.Period), Changes: filled(c.Changes),
	}
	for _, b := range c.Blocks {
		block := BlockJSON{Name: b.Name, Entries: each(b.Entries, entryJSON), Missing: []MissingJSON{}}
		block.Evidence = each(b.Evidence, func(e canvas.Evidence) EvidenceJSON {
			return EvidenceJSON{e.Theme, e.Quote, sourceJSON(e.Source)}
		})
		for _, m := range b.Missing {
			block.Missing = append(block.Missing, MissingJSON{m.Name, m.Why})
		}
		out.Blocks = append(out.Blocks, block)
	}
	return out
}

// WriteCanvasJSON writes c as indented JSON.
func WriteCanvasJSON(w io.Writer, c canvas.Canvas) error { return JSON(w, Canvas(c)) }

func entryJSON(e canvas.Entry) EntryJSON {
	out := EntryJSON{
		ID: e.ID, Name: e.Name, Text: e.Text, Detail: e.Detail, Figure: figureJSON(e.Figure),
		High: maybe(e.High), OnYear: changeJSON(e.OnYear), OnQuarter: changeJSON(e.OnQuarter), Since: changeJSON(e.Since),
		Share: maybe(e.Share), Twins: each(e.Twins, figureJSON), Cumulative: each(e.Cumulative, figureJSON), Changed: e.Changed,
	}
	if e.Share != nil {
		out.ShareOf = e.ShareOf
	}
	out.Trend = each(e.Trend, func(f canvas.Figure) PointJSON { return PointJSON{Period(f.Period), f.Value.String()} })
	out.Marks = each(e.Marks, func(m canvas.Mark) string { return string(m) })
	return out
}

func figureJSON(f canvas.Figure) FigureJSON {
	out := FigureJSON{
		Metric: string(f.Metric), Label: f.Label, Dimensions: map[string]string{}, Basis: string(f.Basis),
		Period: Period(f.Period), Value: f.Value.String(), Unit: string(f.Unit), Decimals: f.Value.Decimals(),
		Qualifier: string(f.Qualifier), Grade: string(f.Grade), Checks: checks(f.Checks), Flag: f.Flag,
		Derived: f.Derived(), Formula: f.Formula, Inputs: each(f.Inputs, figureJSON),
		Was: maybe(f.Was), Rivals: each(f.Rivals, figureJSON), Sources: each(f.Sources, sourceJSON),
	}
	for k, v := range f.Dimensions {
		out.Dimensions[k] = v
	}
	return out
}

func changeJSON(c *canvas.Change) *ChangeJSON {
	if c == nil {
		return nil
	}
	var out ChangeJSON
	if c.Growth.Known() {
		out.Growth = maybe(&c.Growth)
	}
	if c.From.Known() {
		out.From = maybe(&c.From)
	}
	return &out
}

func maybe(f *canvas.Figure) *FigureJSON {
	if f == nil {
		return nil
	}
	out := figureJSON(*f)
	return &out
}

func sourceJSON(s canvas.Source) SourceJSON {
	w := s.Witness
	return SourceJSON{
		WitnessJSON: WitnessJSON{s.Document, s.About.URL, w.Place, w.Quote, w.Printed, w.Rule},
		Title:       s.About.Title, Published: stamp(s.About.Published), KnownBy: knownBy(s.About), Snapshot: s.Snapshot, Demo: s.About.Demo,
	}
}

func knownBy(d canvas.Document) string {
	switch {
	case d.Published.IsZero():
		return ""
	case d.Fetched:
		return "first fetched"
	}
	return "published"
}

// each is list with f done to every item; never nil, so that it prints as [].
func each[T, U any](list []T, f func(T) U) []U {
	out := make([]U, len(list))
	for i, x := range list {
		out[i] = f(x)
	}
	return out
}
