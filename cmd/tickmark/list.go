package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"tickmark/pipeline/render"
)

// listing is rows that any command prints as a table, JSON, JSON lines or
// CSV.
type listing[T any] struct {
	header []string
	right  []int // columns (from 0) that are aligned right
	rows   []T
	cells  func(T) []string // of the table, and of the CSV unless it has its own

	columns []string         // of the CSV
	record  func(T) []string // exact values, where the table has rounded or grouped ones
}

// formatFlag is one of the forms of output. A wrong one is refused before the
// command does anything.
type formatFlag string

var outputForms = []string{"table", "json", "jsonl", "csv"}

func (f *formatFlag) String() string { return string(*f) }
func (f *formatFlag) Type() string   { return "FORM" }
func (f *formatFlag) Set(s string) error {
	if !slices.Contains(outputForms, s) {
		return errors.New("want table, json, jsonl or csv")
	}
	*f = formatFlag(s)
	return nil
}

// outputFlag adds -o to a command.
func outputFlag(c *cobra.Command) *string {
	f := formatFlag("table")
	c.Flags().VarP(&f, "output", "o", "table, json, jsonl or csv")
	must(c.RegisterFlagCompletionFunc("output", cobra.FixedCompletions(outputForms, cobra.ShellCompDirectiveNoFileComp)))
	return (*string)(&f)
}

// must is for what only a mistake in this program can make fail.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

func print[T any](w io.Writer, format string, l listing[T]) error {
	switch format {
	case "table":
		return printTable(w, l)
	case "json":
		if l.rows == nil {
			l.rows = []T{}
		}
		return render.JSON(w, l.rows)
	case "jsonl":
		return render.JSONLines(w, l.rows)
	case "csv":
		return printCSV(w, l)
	}
	return usage("-o %q: want table, json, jsonl or csv", format)
}

// maxCell is the widest cell of a table on the terminal, in columns; longer
// texts are cut with an ellipsis. Other formats cut nothing.
const maxCell = 56

func printTable[T any](w io.Writer, l listing[T]) error {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options = table.OptionsNoBordersAndSeparators
	t.Style().Format.Header = text.FormatDefault
	configs := make([]table.ColumnConfig, 0, len(l.right))
	for _, r := range l.right {
		configs = append(configs, table.ColumnConfig{Number: r + 1, Align: text.AlignRight, AlignHeader: text.AlignRight})
	}
	t.SetColumnConfigs(configs)
	t.AppendHeader(row(l.header))
	for _, r := range l.rows {
		t.AppendRow(row(l.cells(r)))
	}
	_, err := fmt.Fprintln(w, t.Render())
	return err
}

func row(cells []string) table.Row {
	out := make(table.Row, len(cells))
	for i, c := range cells {
		out[i] = text.Snip(printable(c), maxCell, "…")
	}
	return out
}

// printable takes control characters out of scraped text, so that it cannot
// steer the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}

func printCSV[T any](w io.Writer, l listing[T]) error {
	columns, record := l.columns, l.record
	if record == nil {
		columns, record = l.header, l.cells
	}
	rows := make([][]string, len(l.rows))
	for i, r := range l.rows {
		rows[i] = record(r)
	}
	return render.CSV(w, columns, rows)
}
