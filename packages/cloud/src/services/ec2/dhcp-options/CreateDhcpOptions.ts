import type { CreateDhcpOptionsRequest, CreateDhcpOptionsResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { describeDhcpOptions } from './describe-dhcp-options.ts'
import { dhcpOptions, type DhcpOptionsRecord } from './dhcp-options.ts'
import { readConfigurations } from './read-configurations.ts'

/** Makes a set of DHCP options: domain name, DNS, NTP and NetBIOS servers. */
export const CreateDhcpOptions = operation<CreateDhcpOptionsRequest, CreateDhcpOptionsResult>(
  'CreateDhcpOptions',
  (ctx, input) => {
    const tagsOf = readTagSpecifications(input.TagSpecifications, ['dhcp-options'])
    const made: DhcpOptionsRecord = {
      id: newId(ctx.chance, 'dopt'),
      configurations: readConfigurations(input.DhcpConfigurations),
      tags: tagsOf('dhcp-options'),
    }
    ctx.db.put(dhcpOptions, made)
    return { DhcpOptions: describeDhcpOptions(made, ctx.account) }
  },
)
