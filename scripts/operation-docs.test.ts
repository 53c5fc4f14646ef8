import { expect, it } from 'vitest'
import { operationTables, parseOperationDoc } from './operation-docs.ts'

const source = `/** Of something else. */
const limit = 5

/**
 * Makes a thing
 * of two lines. https://docs.example/thing
 *
 * For readers of the code alone.
 * @limits 5 a Region.
 * @differs None of them
 *   is blue.
 */
export const CreateThing = operation<In, Out>('CreateThing', (ctx, input) => {
  refuseMembers('CreateThing', input, [
    'Colour',
    'Size',
  ])
`

it('reads what an operation says of itself, and what it refuses', () => {
  expect(parseOperationDoc('CreateThing', source)).toEqual({
    does: 'Makes a thing of two lines.',
    limits: '5 a Region.',
    differs: 'None of them is blue. Refused: `Colour`, `Size`.',
  })
})

it('takes the comment of nothing else for its own', () => {
  const other =
    "/** Of the limit. */\nconst limit = 5\nexport const CreateThing = operation('CreateThing')"
  expect(parseOperationDoc('CreateThing', other)).toBeUndefined()
})

it('gives each resource a table', () => {
  const lines = operationTables([
    { name: 'A', resource: 'dhcp-options', does: 'Does | that.', limits: '', differs: '' },
  ])
  expect(lines).toContain('### DHCP options')
  expect(lines).toContain(String.raw`| \`A\` | Does \| that. |  |  |`.replaceAll('\\`', '`'))
})
