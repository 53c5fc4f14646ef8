import { useLayoutEffect, useState, type RefObject } from 'react'
import type { MapLine } from '../../lib/network-map.ts'

interface Drawn extends MapLine {
  readonly d: string
}

/** The lines between the boxes (`data-node`) of a picture, measured anew whenever the picture changes its size. */
export function useLines(
  host: RefObject<HTMLDivElement | null>,
  wanted: readonly MapLine[],
): readonly Drawn[] {
  const [lines, setLines] = useState<readonly Drawn[]>([])
  useLayoutEffect(() => {
    const element = host.current
    if (!element) return undefined
    const draw = () => setLines(measure(element, wanted))
    const observer = new ResizeObserver(draw)
    observer.observe(element)
    draw()
    return () => observer.disconnect()
  }, [host, wanted])
  return lines
}

function measure(host: HTMLElement, lines: readonly MapLine[]): readonly Drawn[] {
  const origin = host.getBoundingClientRect()
  const boxes = new Map<string, DOMRect>()
  for (const node of host.querySelectorAll<HTMLElement>('[data-node]')) {
    boxes.set(node.dataset['node'] ?? '', node.getBoundingClientRect())
  }
  return lines.flatMap(({ from, to }) => {
    const a = boxes.get(from)
    const b = boxes.get(to)
    // Back to the left go only NAT gateways, which are drawn in their subnet already.
    if (!a || !b || b.left < a.right) return []
    const x1 = a.right - origin.left
    const y1 = a.top + a.height / 2 - origin.top
    const x2 = b.left - origin.left
    const y2 = b.top + b.height / 2 - origin.top
    const bend = (x2 - x1) / 2
    return [{ from, to, d: `M ${x1} ${y1} C ${x1 + bend} ${y1}, ${x2 - bend} ${y2}, ${x2} ${y2}` }]
  })
}
