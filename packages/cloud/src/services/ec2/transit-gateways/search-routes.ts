import type { Filter } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../errors.ts'
import { contains, parseAddress, parseBlock, type Block } from '../../../network/address.ts'
import { compileFilters } from '../filters.ts'
import type { TransitRoute } from './transit-routes.ts'

const searches = 'route-search.'

/** The routes that filters ask for: by block (`route-search.*`) and by what they are. */
export function searchRoutes(
  operation: string,
  routes: readonly TransitRoute[],
  filters: readonly Filter[],
): readonly TransitRoute[] {
  const isSearch = ({ Name }: Filter) => Name?.startsWith(searches) === true
  const matches = compileFilters<TransitRoute>(
    operation,
    filters.filter((filter) => !isSearch(filter)),
    {
      fields: {
        'attachment.resource-id': ({ attachment }) => attachment?.resourceId,
        'attachment.resource-type': ({ attachment }) => attachment?.resourceType,
        'attachment.transit-gateway-attachment-id': ({ attachment }) => attachment?.id,
        'prefix-list-id': ({ prefixListId }) => prefixListId,
        state: ({ state }) => state,
        type: ({ type }) => type,
      },
    },
  )
  return filters
    .filter(isSearch)
    .reduce<readonly TransitRoute[]>(
      (found, { Name = '', Values = [] }) =>
        searchByBlock(found, Name.slice(searches.length), Values),
      routes.filter(matches),
    )
}

function searchByBlock(
  routes: readonly TransitRoute[],
  how: string,
  wished: readonly string[],
): readonly TransitRoute[] {
  const blocks = wished.map((text) => ({ text, block: readBlock(text) }))
  const blockOf = ({ cidr }: TransitRoute) => parseBlock(cidr)
  const any = (test: (route: Block, asked: Block) => boolean) =>
    routes.filter((route) => {
      const own = blockOf(route)
      return own !== undefined && blocks.some(({ block }) => test(own, block))
    })
  switch (how) {
    case 'exact-match':
      return any((own, asked) => own.first === asked.first && own.last === asked.last)
    case 'subnet-of-match':
      return any((own, asked) => covers(asked, own))
    case 'supernet-of-match':
      return any((own, asked) => covers(own, asked))
    case 'longest-prefix-match':
      return longest(any((own, asked) => covers(own, asked)))
    default:
      throw new AwsError('InvalidParameterValue', `The filter '${searches}${how}' is invalid`)
  }
}

function longest(routes: readonly TransitRoute[]): readonly TransitRoute[] {
  const length = ({ cidr }: TransitRoute) => parseBlock(cidr)?.prefixLength ?? 0
  const most = Math.max(...routes.map(length))
  return routes.filter((route) => length(route) === most)
}

function covers(outer: Block, inner: Block): boolean {
  return contains(outer, inner.first) && contains(outer, inner.last)
}

/** A block, or one address. */
function readBlock(text: string): Block {
  const address = parseAddress(text)
  const block = parseBlock(
    address === undefined ? text : `${text}/${typeof address === 'bigint' ? 128 : 32}`,
  )
  if (block) return block
  throw new AwsError('InvalidParameterValue', `Value (${text}) for the filter is invalid.`)
}
