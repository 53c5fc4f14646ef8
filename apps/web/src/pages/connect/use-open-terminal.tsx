import type { TerminalTarget } from '@brume/console-api'
import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import type { Terminal } from '@brume/console-api'
import { useNavigate } from 'react-router'
import { asApiError, useScope, useScopedPath } from '../../api/index.ts'
import { openTerminal } from '../../api/terminals.ts'
import { ErrorState } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'

/** Opens a terminal and goes to it. */
export function useOpenTerminal(): UseMutationResult<Terminal, Error, TerminalTarget> {
  const scope = useScope()
  const navigate = useNavigate()
  const toPath = useScopedPath()
  return useMutation({
    mutationFn: (target: TerminalTarget) => openTerminal(scope, { ...target, cols: 120, rows: 30 }),
    onSuccess: ({ id }) => navigate(toPath(`/terminals?id=${id}`)),
  })
}

export function OpenFailure(props: { readonly open: { readonly error: Error | null } }) {
  const t = useT()
  const { error } = props.open
  return error ? <ErrorState error={asApiError(error)} header={t('connect.failed')} /> : null
}
