package pdftext

import "time"

// What a file may ask for. A real announcement or annual report stays far
// below each of these; a hostile file meets an error instead of a full disk
// of memory or an endless loop.
const (
	maxFileSize     = 256 << 20        // bytes of a file
	maxObjects      = 1 << 20          // entries of the cross-reference table
	maxXrefSections = 512              // sections of the cross-reference chain
	maxPages        = 10_000           // pages read of one file
	maxTreeNodes    = 50_000           // nodes of the page tree, pages included
	maxTreeDepth    = 64               // levels of the page tree
	maxStream       = 64 << 20         // bytes of one decoded stream
	maxUnpacked     = 128 << 20        // bytes of all object streams together
	maxFilters      = 8                // filters of a stream
	maxPageContent  = 128 << 20        // bytes of the content streams of a page together
	maxOperators    = 5_000_000        // operators run for a page, forms included
	maxOperands     = 1 << 16          // operands waiting for an operator
	maxGlyphs       = 400_000          // glyphs of a page
	maxStack        = 256              // saved graphics states
	maxFormDepth    = 12               // forms drawn within forms
	maxMarked       = 256              // marked-content sequences within one another
	maxCMapEntries  = 1 << 18          // codes that one CMap maps
	maxCMapDepth    = 4                // CMaps that use another
	maxFonts        = 4096             // fonts kept for a document
	maxNesting      = 64               // arrays and dictionaries within one another
	normaliseTime   = 20 * time.Second // for rebuilding a file that does not open
	checkEvery      = 4096             // operators between looks at the context
)
