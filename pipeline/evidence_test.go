package pipeline

import (
	"testing"

	"tickmark/pipeline/canvas"
	"tickmark/scrape"
	"tickmark/store"
)

// TestEvidence: whole sentences that a theme finds, word for word, and none
// that speak of figures, of the law or in halves.
func TestEvidence(t *testing.T) {
	page := `<html><body><p>We deepened our cooperation with device makers across the ecosystem. Revenue from partners was RMB5.0 million.
and so did every partner that we have in the whole wide world. Our partner program may differ: see the forward-looking statements above.</p>
<p>我們與生態夥伴深化合作,共同服務製造業和醫療行業的客戶。</p></body></html>`
	d := store.Document{ID: scrape.ID([]byte(page)), Bytes: []byte(page)}
	template := canvas.Template{Blocks: []canvas.Plan{{Block: "Key Partnerships", Quotes: []canvas.Theme{{Theme: "partners", Any: []string{"partner", "cooperation", "ecosystem", "合作"}, Most: 5}}}}}
	got := evidence(t.Context(), template, []store.Document{d}, nil)
	want := []string{"We deepened our cooperation with device makers across the ecosystem.", "我們與生態夥伴深化合作,共同服務製造業和醫療行業的客戶。"}
	if len(got) != len(want) {
		t.Fatalf("%d quotations: %+v", len(got), got)
	}
	for i, e := range got {
		if e.Quote != want[i] || e.Source.Document != d.ID || e.Source.Witness.Place == "" {
			t.Errorf("%q at %q, want %q", e.Quote, e.Source.Witness.Place, want[i])
		}
	}
}
