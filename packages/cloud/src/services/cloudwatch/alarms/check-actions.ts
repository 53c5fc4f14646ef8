import { AwsError } from '../../../errors.ts'

interface Actions {
  readonly OKActions?: readonly string[] | undefined
  readonly AlarmActions?: readonly string[] | undefined
  readonly InsufficientDataActions?: readonly string[] | undefined
}

const maxActions = 5

/** Refuses actions that are no ARNs, too many of a kind, or of another Region. */
export function checkActions(scope: { readonly region: string }, input: Actions): void {
  for (const name of ['OKActions', 'AlarmActions', 'InsufficientDataActions'] as const) {
    const actions = input[name] ?? []
    if (actions.length > maxActions) {
      throw new AwsError(
        'ValidationError',
        `The collection ${name} must not have a size greater than ${maxActions}.`,
      )
    }
    for (const action of actions) checkAction(scope, action)
  }
}

function checkAction({ region }: { readonly region: string }, action: string): void {
  if (!action.startsWith('arn:')) {
    throw new AwsError('ValidationError', `Invalid arn syntax: ${action}`)
  }
  const [, , , of = ''] = action.split(':')
  if (of !== '' && of !== region && looksLikeRegion(of)) {
    throw new AwsError(
      'ValidationError',
      `Invalid region ${of} specified. Only ${region} is supported.`,
    )
  }
}

const looksLikeRegion = (text: string): boolean => /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(text)

export type InstanceAction = 'stop' | 'terminate' | 'reboot' | 'recover'

/**
 * What an action does to an instance: `arn:aws:automate:<region>:ec2:stop`, or as the console once wrote it,
 * `arn:aws:swf:<region>:<account>:action/actions/AWS_EC2.InstanceId.Stop/1.0`.
 */
export function instanceActionOf(action: string): InstanceAction | undefined {
  const verb =
    /^arn:aws:automate:[\w-]+:ec2:(stop|terminate|reboot|recover)$/.exec(action)?.[1] ??
    /^arn:aws:swf:.*:action\/actions\/AWS_EC2\.InstanceId\.(Stop|Terminate|Reboot|Recover)\/1\.0$/.exec(
      action,
    )?.[1]
  switch (verb?.toLowerCase()) {
    case 'stop':
      return 'stop'
    case 'terminate':
      return 'terminate'
    case 'reboot':
      return 'reboot'
    case 'recover':
      return 'recover'
    default:
      return undefined
  }
}

export const isInstanceAction = (action: string): boolean => instanceActionOf(action) !== undefined
