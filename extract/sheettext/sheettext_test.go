package sheettext

import (
	"errors"
	"testing"

	"github.com/xuri/excelize/v2"
)

func workbook(t testing.TB) []byte {
	f := excelize.NewFile()
	for cell, v := range map[string]any{"A1": "RMB million", "B1": "Q3 2025", "A2": "Revenues", "B2": 2478.0, "D3": "note"} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDecode(t *testing.T) {
	data := workbook(t)
	text, err := Decode(t.Context(), data)
	if err != nil || !Is(data) {
		t.Fatal(err)
	}
	table := text.Blocks[1].Table
	if text.Blocks[1].Place != "Sheet1" || table.Cols != 4 || table.Rows[1].Cells[1].Text != "2478" || table.Rows[2].Cells[0].Col != 3 {
		t.Errorf("%+v", table)
	}
}

func FuzzDecode(f *testing.F) {
	data := workbook(f)
	f.Add(data)
	f.Add(data[:len(data)/2])
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text, err := Decode(t.Context(), data)
		if err != nil && !errors.Is(err, ErrWorkbook) {
			t.Fatal(err)
		}
		for _, b := range text.Blocks {
			if b.Table != nil && b.Table.Cols > maxColumns {
				t.Fatal(b.Table.Cols)
			}
		}
	})
}
