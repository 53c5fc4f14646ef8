import Box from '@cloudscape-design/components/box'

/** Which ones: a short list in full, a long one that scrolls. */
export function InstanceNames(props: { readonly names: readonly string[] }) {
  return (
    <Box>
      <ul className="brume-names">
        {props.names.map((name, index) => (
          <li key={`${name} ${index}`}>{name}</li>
        ))}
      </ul>
    </Box>
  )
}
