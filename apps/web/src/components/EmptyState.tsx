import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'

/** What stands where nothing is: why, and what to do next. */
export function EmptyState(props: {
  readonly title: string
  readonly text?: string
  /** It is all that the page has: its title is the page's heading. */
  readonly page?: boolean
  readonly action?: { readonly text: string; readonly onClick: () => void }
}) {
  return (
    <Box textAlign="center" color="inherit" padding={{ vertical: 'm' }}>
      <SpaceBetween size="xs">
        <Box variant={props.page ? 'h1' : 'strong'} color="inherit">
          {props.title}
        </Box>
        {props.text === undefined ? null : (
          <Box variant="p" color="inherit">
            {props.text}
          </Box>
        )}
        {props.action ? <Button onClick={props.action.onClick}>{props.action.text}</Button> : null}
      </SpaceBetween>
    </Box>
  )
}
