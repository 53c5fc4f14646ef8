import { loadService } from '@brume/aws-wire'

/** What the service model says of an operation's input. */
export interface InputFacts {
  readonly members: readonly string[]
  readonly required: readonly string[]
}

/** The inputs of all EC2 operations, read from the SDK's own schemas. */
export async function loadInputFacts(): Promise<(operation: string) => InputFacts> {
  const { schemas } = await loadService('ec2')
  return (operation) => {
    const said: unknown = schemas.get(operation)?.[4]
    const input: unknown = typeof said === 'function' ? said() : said
    // A structure is [3, namespace, name, traits, member names, member schemas, how many of them are required].
    const [, , , , names, , required]: unknown[] = Array.isArray(input) ? input : []
    const members = Array.isArray(names) ? names.map(String) : []
    return { members, required: members.slice(0, Number(required ?? 0)) }
  }
}
