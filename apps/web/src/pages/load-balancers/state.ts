import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'

const types: Readonly<Record<string, StatusIndicatorProps.Type>> = {
  active: 'success',
  provisioning: 'pending',
  active_impaired: 'warning',
  failed: 'error',
}

export function balancerStateType(state: string | undefined): StatusIndicatorProps.Type {
  return types[state ?? ''] ?? 'info'
}
