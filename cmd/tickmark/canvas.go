package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"tickmark/pipeline/canvas"
	"tickmark/pipeline/render"
	"tickmark/store"
)

// formats are the forms that a canvas is written in.
var formats = map[string]func(io.Writer, canvas.Canvas) error{
	"md": render.Markdown, "html": render.HTML, "xlsx": render.XLSX, "json": render.WriteCanvasJSON, "csv": render.CanvasCSV,
}

func (a *app) canvasCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "canvas",
		Short: "Rebuild the Business Model Canvas from the freshest figures",
		Long: "Build the nine blocks from the freshest figures, or from what was known on a date. Each line shows its period, grade and source.\n\n" +
			"Exit status: 0 done, 1 failed, 2 wrong usage, 6 database in use, 130 interrupted.",
		Args: atMost(0),
	}
	c.AddCommand(a.canvasDiff())
	asOf := c.Flags().String("as-of", "", "what was known to the end of this `DATE`")
	format := c.Flags().String("format", "", "md, html, xlsx, json or csv (default: by the name of --out, else md)")
	out := c.Flags().String("out", "", "write into this `FILE`, not to stdout")
	schema := c.Flags().Bool("schema", false, "print the JSON Schema of --format json, and nothing else")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if *schema {
			_, err := a.out.Write(render.Schema())
			return err
		}
		name := *format
		if name == "" {
			name = strings.TrimPrefix(filepath.Ext(*out), ".")
		}
		if name == "" {
			name = "md"
		}
		write, ok := formats[name]
		if !ok {
			return usage("--format %q: want md, html, xlsx, json or csv", name)
		}
		if name == "xlsx" && *out == "" {
			return usage("a workbook needs --out FILE")
		}
		var id string
		err := a.view(func(db *store.DB) (err error) {
			id, err = a.only(db)
			return err
		})
		if err != nil {
			return err
		}
		end, err := a.endOf(*asOf, id)
		if err != nil {
			return err
		}
		made, err := a.canvasOf(c.Context(), id, end)
		if err != nil {
			return told(err)
		}
		var b bytes.Buffer
		if err := write(&b, made); err != nil {
			return err
		}
		if *out == "" {
			_, err := a.out.Write(b.Bytes())
			return err
		}
		return replace(*out, b.Bytes())
	}
	return c
}

// replace writes a file whole or not at all.
func replace(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".tickmark-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(data); err != nil {
		f.Close()
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
