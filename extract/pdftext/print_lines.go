//go:build ignore

// Print_lines writes the lines of a PDF file in reading order, a blank between
// words and a form feed behind each page, as pdftotext does. It serves to
// measure a whole process against pdftotext:
//
//	go build -o /tmp/lines print_lines.go
//	hyperfine 'pdftotext -layout FILE -' '/tmp/lines FILE'
package main

import (
	"bufio"
	"context"
	"fmt"
	"log"
	"os"

	"tickmark/extract/pdftext"
)

func main() {
	data, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	pages, notes, err := pdftext.Lines(context.Background(), data)
	if err != nil {
		log.Fatal(err)
	}
	for _, n := range notes {
		fmt.Fprintln(os.Stderr, n)
	}
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	for _, p := range pages {
		for _, l := range p.Lines {
			for _, word := range l.Words {
				w.WriteString(word.Text)
				w.WriteByte(' ')
			}
			w.WriteByte('\n')
		}
		w.WriteByte('\f')
	}
}
