package plaintext

import (
	"bytes"
	"context"
	"fmt"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"

	"tickmark/extract"
	"tickmark/extract/htmltext"
)

// toHTML knows tables. HTML within the Markdown passes: package htmltext takes
// all of it for hostile anyway.
var toHTML = goldmark.New(goldmark.WithExtensions(extension.Table), goldmark.WithRendererOptions(html.WithUnsafe()))

// Markdown reads Markdown, with its tables between bars.
func Markdown(ctx context.Context, data []byte) (extract.Text, error) {
	data, err := htmltext.UTF8(data)
	if err != nil {
		return extract.Text{}, err
	}
	var page bytes.Buffer
	if err := toHTML.Convert(data, &page); err != nil {
		return extract.Text{}, fmt.Errorf("plaintext: read Markdown: %w", err)
	}
	t, err := htmltext.Decode(ctx, page.Bytes())
	t.Media = extract.Markdown
	return t, err
}
