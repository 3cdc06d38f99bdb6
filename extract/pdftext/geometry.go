package pdftext

import "math"

// matrix is the six numbers of a transformation: x' = ax+cy+e, y' = bx+dy+f.
type matrix [6]float64

var identityMatrix = matrix{1, 0, 0, 1, 0, 0}

// times is m followed by n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// shifted is m after a move by x and y in its own space.
func (m matrix) shifted(x, y float64) matrix {
	m[4] += x*m[0] + y*m[2]
	m[5] += x*m[1] + y*m[3]
	return m
}

// box is a rectangle.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) empty() bool { return !(b.x1-b.x0 > 1 && b.y1-b.y0 > 1) }

func (b box) meet(c box) box {
	return box{math.Max(b.x0, c.x0), math.Max(b.y0, c.y0), math.Min(b.x1, c.x1), math.Min(b.y1, c.y1)}
}

// toPage maps the user space of a page whose visible part is b, turned
// clockwise by rotate degrees, on a space with its origin at the top left, y
// growing downward. It also gives the page's size in that space.
func toPage(b box, rotate int) (m matrix, width, height float64) {
	w, h := b.x1-b.x0, b.y1-b.y0
	switch ((rotate%360 + 360) % 360) / 90 {
	case 1:
		return matrix{0, 1, 1, 0, -b.y0, -b.x0}, h, w
	case 2:
		return matrix{-1, 0, 0, 1, b.x1, -b.y0}, w, h
	case 3:
		return matrix{0, -1, -1, 0, b.y1, b.x1}, h, w
	}
	return matrix{1, 0, 0, -1, -b.x0, b.y1}, w, h
}

// The directions in which text runs on a page. Text that runs slantwise is a
// watermark.
const (
	rightward = iota
	downward
	leftward
	upward
	slantwise
	directions
)

// direction tells where a baseline with the step dx, dy runs.
func direction(dx, dy float64) uint8 {
	const slope = 0.1
	switch {
	case abs(dy) <= slope*abs(dx) && dx > 0:
		return rightward
	case abs(dy) <= slope*abs(dx):
		return leftward
	case abs(dx) <= slope*abs(dy) && dy > 0:
		return downward
	case abs(dx) <= slope*abs(dy):
		return upward
	}
	return slantwise
}

// turned gives the place of x, y on a page of the given size after the page is
// turned so that text of direction dir runs rightward.
func turned(x, y, width, height float64, dir uint8) (float64, float64) {
	switch dir {
	case downward:
		return y, width - x
	case leftward:
		return width - x, height - y
	case upward:
		return height - y, x
	}
	return x, y
}

func hypot(x, y float64) float64 {
	if y == 0 {
		return abs(x)
	}
	return math.Sqrt(x*x + y*y)
}
