package canvas

// mark says of each entry of c how it differs from the same entry of the
// previous canvas, and lists the differences as sentences.
func mark(previous, c *Canvas) {
	if previous == nil {
		return
	}
	old := map[string]Entry{}
	for _, b := range previous.Blocks {
		for _, e := range b.Entries {
			old[e.ID] = e
		}
	}
	for i := range c.Blocks {
		for j := range c.Blocks[i].Entries {
			e := &c.Blocks[i].Entries[j]
			before, had := old[e.ID]
			delete(old, e.ID)
			switch {
			case !had:
				e.Changed = "new"
				c.Changes = append(c.Changes, c.Blocks[i].Name+": new: "+e.Text)
			case before.Text != e.Text:
				e.Changed = "changed"
				c.Changes = append(c.Changes, c.Blocks[i].Name+": "+e.Text+" Before: "+before.Text)
			}
		}
	}
	for _, b := range previous.Blocks {
		for _, e := range b.Entries {
			if _, gone := old[e.ID]; gone {
				c.Changes = append(c.Changes, b.Name+": no longer stated: "+e.Text)
			}
		}
	}
}
