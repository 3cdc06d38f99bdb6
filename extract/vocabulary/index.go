package vocabulary

// candidate is one metric that a label may mean, and when.
type candidate struct {
	metric  int
	when    Condition
	overlay bool
	refused bool // not a label: a phrase that holds labels and means none
}

// edge leads from a node to the next by one word.
type edge struct{ node, word int32 }

// index is a trie over the words of all labels. Node 0 is the root.
type index struct {
	words map[string]int32
	next  map[edge]int32
	comma map[edge]bool  // sentences may print a comma before this word
	ends  [][]*candidate // by node
}

func newIndex() *index {
	return &index{words: map[string]int32{}, next: map[edge]int32{}, comma: map[edge]bool{}, ends: make([][]*candidate, 1)}
}

// add puts a label in. The same candidate twice is one.
func (x *index) add(label []string, c *candidate) {
	node := int32(0)
	for _, w := range label {
		after := len(w) > 1 && w[0] == ','
		if after {
			w = w[1:]
		}
		if w == "," {
			continue
		}
		e := edge{node, x.word(w)}
		to, ok := x.next[e]
		if !ok {
			to = int32(len(x.ends))
			x.ends = append(x.ends, nil)
			x.next[e] = to
		}
		if after {
			x.comma[e] = true
		}
		node = to
	}
	if node == 0 {
		return
	}
	for _, o := range x.ends[node] {
		if o.same(*c) {
			return
		}
	}
	x.ends[node] = append(x.ends[node], c)
}

func (c candidate) same(o candidate) bool {
	return c.metric == o.metric && c.refused == o.refused && c.overlay == o.overlay && c.when.equal(o.when)
}

func (x *index) word(w string) int32 {
	id, ok := x.words[w]
	if !ok {
		id = int32(len(x.words))
		x.words[w] = id
	}
	return id
}

// step follows one word; false where no label goes on with it.
func (x *index) step(node int32, word string) (edge, int32, bool) {
	id, ok := x.words[word]
	if !ok {
		return edge{}, 0, false
	}
	e := edge{node, id}
	to, ok := x.next[e]
	return e, to, ok
}

// whole gives the candidates of a label.
func (x *index) whole(words []token) []*candidate {
	node := int32(0)
	for _, w := range words {
		_, to, ok := x.step(node, w.text)
		if !ok {
			return nil
		}
		node = to
	}
	return x.ends[node]
}
