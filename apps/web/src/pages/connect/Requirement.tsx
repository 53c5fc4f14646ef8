import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/index.ts'

/** One thing that a way of connecting needs: whether it holds, why not, and what mends it. */
export function Requirement(props: {
  readonly title: string
  readonly status: 'holds' | 'missing' | 'checking'
  readonly text: string
  readonly action?: ReactNode
}) {
  const { title, status, text, action } = props
  const t = useT()
  const type = status === 'holds' ? 'success' : status === 'missing' ? 'warning' : 'loading'
  return (
    <SpaceBetween size="xxs">
      <Box variant="strong">
        <StatusIndicator type={type} iconAriaLabel={t(`connect.${status}`)}>
          {title}
        </StatusIndicator>
      </Box>
      <Box color="text-body-secondary">{text}</Box>
      {action}
    </SpaceBetween>
  )
}
