//go:build !linux && !darwin

package sandbox

import (
	"context"
	"fmt"

	"tickmark/extract"
	"tickmark/extract/pdftext"
)

type child struct{}

// Child does nothing on this system.
func Child() {}

func (d *Decoder) decode(ctx context.Context, data []byte) (extract.Text, error) {
	limited, cancel := context.WithTimeoutCause(ctx, d.options.Time, fmt.Errorf("%w: it was not done in %v", ErrTime, d.options.Time))
	defer cancel()
	return pdftext.Decode(limited, data)
}

func (d *Decoder) drop() {}
