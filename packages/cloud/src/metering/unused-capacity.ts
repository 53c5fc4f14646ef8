import type { Stretch } from './stretches.ts'

/** What of Capacity Reservations nobody ran in: charged as if instances did. Instances in them are charged by themselves. */
export function unusedCapacity(
  reserved: readonly Stretch[],
  boxes: readonly Stretch[],
): readonly Stretch[] {
  if (reserved.length === 0) return []
  const inside = Map.groupBy(
    boxes.filter(({ record }) => record.reservation !== undefined),
    ({ record }) => record.reservation,
  )
  return reserved.flatMap((stretch) => unusedOf(stretch, inside.get(stretch.record.resource) ?? []))
}

function unusedOf(stretch: Stretch, inside: readonly Stretch[]): readonly Stretch[] {
  const { record, from, to } = stretch
  const steps = inside
    .flatMap((box) => [
      { at: Math.max(from, box.from), by: 1 },
      { at: Math.min(to, box.to), by: -1 },
    ])
    .filter(({ at }) => at >= from && at <= to)
    .toSorted((a, b) => a.at - b.at)
  const parts: Stretch[] = []
  let used = 0
  let since = from
  for (const { at, by } of [...steps, { at: to, by: 0 }]) {
    const quantity = record.quantity - used
    if (at > since && quantity > 0) {
      const id = `${record.id}/${since}`
      parts.push({ ...stretch, record: { ...record, id, quantity }, from: since, to: at })
    }
    since = at
    used += by
  }
  return parts
}
