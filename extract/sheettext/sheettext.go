// Package sheettext decodes spreadsheets (XLSX) into text: each sheet is a
// heading and a table of its cells as they are shown. It reads what somebody
// wrote about an issuer; releases come in no such form.
package sheettext

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"

	"tickmark/extract"
)

// Bounds of a workbook: what is beyond is refused or left out with a note.
const (
	maxUnzipped = 256 << 20 // bytes of all parts together
	maxRows     = 50_000    // of a sheet
	maxColumns  = 200
)

// ErrWorkbook says that the bytes are no workbook that can be read.
var ErrWorkbook = errors.New("sheettext: no readable workbook")

// Is says that bytes begin as a workbook does: a ZIP archive.
func Is(data []byte) bool { return bytes.HasPrefix(data, []byte("PK\x03\x04")) }

// Decode reads a workbook. The place of a block is the name of its sheet.
func Decode(ctx context.Context, data []byte) (t extract.Text, err error) {
	defer func() {
		if p := recover(); p != nil {
			t, err = extract.Text{}, fmt.Errorf("%w: %v", ErrWorkbook, p)
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxUnzipped})
	if err != nil {
		return extract.Text{}, fmt.Errorf("%w: %v", ErrWorkbook, err)
	}
	defer f.Close()
	for _, name := range f.GetSheetList() {
		if err := ctx.Err(); err != nil {
			return extract.Text{}, err
		}
		blocks, note := sheet(f, name)
		t.Blocks = append(t.Blocks, blocks...)
		if note != "" {
			t.Notes = append(t.Notes, note)
		}
	}
	return t, nil
}

func sheet(f *excelize.File, name string) (blocks []extract.Block, note string) {
	rows, err := f.Rows(name)
	if err != nil {
		return nil, fmt.Sprintf("sheet %q: %v", name, err)
	}
	defer rows.Close()
	table := &extract.Table{}
	for n := 0; rows.Next(); n++ {
		if n == maxRows {
			note = fmt.Sprintf("sheet %q: only its first %d rows are read", name, maxRows)
			break
		}
		cells, err := rows.Columns()
		if err != nil {
			return nil, fmt.Sprintf("sheet %q: %v", name, err)
		}
		table.Rows = append(table.Rows, row(cells))
		table.Cols = max(table.Cols, min(len(cells), maxColumns))
	}
	return []extract.Block{{Kind: extract.Heading, Words: name, Place: name}, {Kind: extract.Grid, Table: table, Place: name}}, note
}

func row(cells []string) (out extract.Row) {
	for i, text := range cells[:min(len(cells), maxColumns)] {
		if text != "" {
			out.Cells = append(out.Cells, extract.Cell{Text: text, Col: i, Span: 1})
		}
	}
	return out
}
