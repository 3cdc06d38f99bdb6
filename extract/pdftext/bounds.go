package pdftext

import "time"

// What a file may ask for. A real announcement or annual report stays far
// below each of these; a hostile file meets an error instead of a full disk
// of memory or an endless loop.
const (
	maxFileSize      = 96 << 20        // bytes of a file
	maxObjects       = 1 << 20         // entries of the cross-reference table
	maxXrefSections  = 512             // sections of the cross-reference chain
	maxPages         = 10_000          // pages read of one file
	maxTreeNodes     = 50_000          // nodes of the page tree, pages included
	maxTreeDepth     = 64              // levels of the page tree
	maxStream        = 32 << 20        // bytes of one decoded stream
	maxUnpacked      = 64 << 20        // bytes of all object streams together
	maxFilters       = 8               // filters of a stream
	maxPageContent   = 32 << 20        // bytes of the content streams of a page together
	maxOperators     = 5_000_000       // operators run for a page, forms included
	maxOperands      = 1 << 16         // operands waiting for an operator
	maxGlyphs        = 200_000         // glyphs of a page
	maxWords         = 3_000_000       // words of a file
	maxStack         = 256             // saved graphics states
	maxFormDepth     = 12              // forms drawn within forms
	maxMarked        = 256             // marked-content sequences within one another
	maxCMapEntries   = 1 << 18         // codes that one CMap maps
	maxCMapRange     = 1 << 16         // codes of one range, which two bytes count
	maxCMapDepth     = 4               // CMaps that use another
	maxFontEntries   = 4 << 20         // codes and widths of all fonts of a file
	maxFonts         = 4096            // fonts kept for a document
	maxTime          = 2 * time.Minute // for a file
	normaliseTime    = 6 * time.Second // for rebuilding a file that does not open; 300 pages take under two
	checkEvery       = 4096            // operators between looks at the context
	lookupCost       = 16              // operators that looking something up counts for
	formCost         = 64              // operators that drawing a form counts for
	bytesPerOperator = 8               // of a form's content that count for one
)
