/** EC2's ids: `i-0123…`, `vpc-…`, `eipalloc-…`. */
const idPattern = /^[a-z]+(-[a-z]+)*-[0-9a-f]{8,17}$/
/** Load balancing names things by ARN. */
const arnPattern = /^arn:[^:]+:elasticloadbalancing:/
/** An entry names at most this many. */
const most = 200

/** The ids and ARNs of resources that an input names, each once, in the order of the input. */
export function namedIds(input: unknown): readonly string[] {
  const found = new Set<string>()
  const look = (value: unknown): void => {
    if (found.size >= most) return
    if (typeof value === 'string') {
      if (idPattern.test(value) || arnPattern.test(value)) found.add(value)
    } else if (Array.isArray(value)) value.forEach(look)
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look)
  }
  look(input)
  return [...found]
}
