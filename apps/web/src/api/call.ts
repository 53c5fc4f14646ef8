import {
  isReadOnly,
  routes,
  type Action,
  type Input,
  type Output,
  type ServiceName,
} from '@brume/console-api'
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { request } from './http.ts'
import { refreshFeeds } from './live-client.ts'
import { useScope, type Scope } from './scope.ts'

/** The rule for every query key: where, then what, then with which input. */
export function queryKey<S extends ServiceName, O extends Action<S>>(
  scope: Scope,
  service: S,
  operation: O,
  input?: Input<S, O>,
): readonly unknown[] {
  const key = [scope.connection, scope.region, service, operation]
  return input === undefined ? key : [...key, input]
}

/** Calls one operation of AWS in a scope. Throws `ApiFailure`. */
export function callIn<S extends ServiceName, O extends Action<S>>(
  scope: Scope,
  service: S,
  operation: O,
  input: Input<S, O>,
  signal?: AbortSignal,
): Promise<Output<S, O>> {
  const path = routes.operation(scope.connection, scope.region, service, operation)
  return request('POST', path, input, signal)
}

/** `call('ec2', 'StartInstances', { InstanceIds })` in a page's connection and Region. */
export type Call = <S extends ServiceName, O extends Action<S>>(
  service: S,
  operation: O,
  input: Input<S, O>,
  signal?: AbortSignal,
) => Promise<Output<S, O>>

/** Makes the caller of any place; what changes something also asks the live lists there to look at once. */
export function useCallAt(): (place: Scope) => Call {
  const client = useQueryClient()
  return useCallback(
    (place) => async (service, operation, input, signal) => {
      const output = await callIn(place, service, operation, input, signal)
      if (!isReadOnly(operation)) {
        refreshFeeds(place)
        void client.invalidateQueries({ queryKey: [place.connection, place.region] })
      }
      return output
    },
    [client],
  )
}

/** The page's caller. */
export function useCall(): Call {
  const scope = useScope()
  const callAt = useCallAt()
  return useMemo(() => callAt(scope), [callAt, scope])
}

/** A read, cached under the key rule. `input` of `undefined` waits. */
export function useOperation<S extends ServiceName, O extends Action<S>>(
  service: S,
  operation: O,
  input: Input<S, O> | undefined,
  options: {
    /** How soon it is asked for again, if at all; perhaps by what was answered last. */
    readonly refetchIntervalMs?: number | ((output: Output<S, O>) => number | undefined)
    readonly staleMs?: number
  } = {},
): UseQueryResult<Output<S, O>> {
  const scope = useScope()
  return useQuery({
    queryKey: queryKey(scope, service, operation, input),
    queryFn: ({ signal }) => {
      if (input === undefined) throw new Error('No input yet')
      return callIn(scope, service, operation, input, signal)
    },
    enabled: input !== undefined,
    refetchInterval: ({ state }) => {
      const { refetchIntervalMs: every } = options
      if (typeof every !== 'function') return every ?? false
      return (state.data && every(state.data)) ?? false
    },
    staleTime: options.staleMs ?? 15_000,
  })
}

/** Something a person does: `run(input)`, with its pending and error state. */
export function useTask<I, O>(
  run: (call: Call, input: I) => Promise<O>,
): UseMutationResult<O, Error, I> {
  const call = useCall()
  return useMutation({ mutationFn: (input: I) => run(call, input) })
}
