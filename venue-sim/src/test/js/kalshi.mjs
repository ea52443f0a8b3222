/**
 * kalshi-typescript against the simulated Kalshi: reads, places, changes, cancels; its signer opens the stream.
 * argv[2]: {"base", "socket", "keyId", "privateKey", "ticker"}
 */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import WebSocket from "ws";
import { listen, step, until } from "./steps.mjs";

const require = createRequire(import.meta.url);
const kalshi = require("kalshi-typescript");
const { KalshiAuth } = require("kalshi-typescript/dist/auth.js");

const plan = JSON.parse(process.argv[2]);
const configuration = new kalshi.Configuration({
  apiKey: plan.keyId,
  privateKeyPem: plan.privateKey,
  basePath: plan.base,
});
const orders = new kalshi.OrdersApi(configuration);
const groups = new kalshi.OrderGroupsApi(configuration);
const portfolio = new kalshi.PortfolioApi(configuration);
const exchange = new kalshi.ExchangeApi(configuration);
const account = new kalshi.AccountApi(configuration);
const markets = new kalshi.MarketApi(configuration);
const frames = [];
let socket;

const terms = (side, price, count, more = {}) => ({
  ticker: plan.ticker,
  client_order_id: randomUUID(),
  side,
  price,
  count,
  time_in_force: "good_till_canceled",
  self_trade_prevention_type: "taker_at_cross",
  exchange_index: 0,
  ...more,
});
const said = (id, status) => frames.find((f) => f.type === "user_order" && f.msg.order_id === id && f.msg.status === status);
const refused = async (call) => {
  try {
    await call;
  } catch (error) {
    return `${error.response?.status} ${error.response?.data?.error?.code}`;
  }
  assert.fail("not refused");
};

await step("exchange status, schedule, markets", async () => {
  const status = (await exchange.getExchangeStatus()).data;
  assert.equal(status.exchange_active && status.trading_active, true);
  assert.ok((await exchange.getExchangeSchedule()).data.schedule.standard_hours.length > 0);
  assert.equal((await markets.getMarket(plan.ticker)).data.market.status, "active");
});

await step("account, balance, limits", async () => {
  const balance = (await portfolio.getBalance()).data;
  assert.equal(balance.balance_breakdown[0].exchange_index, 0);
  assert.equal((await account.getAccountApiLimits()).data.usage_tier, "basic");
  assert.equal((await account.getAccountEndpointCosts()).data.default_cost, 10);
  return `balance ${balance.balance_dollars}`;
});

await step("open the stream with the client's signature", async () => {
  const auth = new KalshiAuth(plan.keyId, plan.privateKey);
  socket = new WebSocket(plan.socket, { headers: auth.generateAuthHeaders("GET", "/trade-api/ws/v2") });
  await listen(socket, frames);
  socket.send(JSON.stringify({ id: 1, cmd: "subscribe", params: { channels: ["user_orders", "fill", "order_group_updates"] } }));
  await until("three subscriptions", () => frames.filter((f) => f.type === "subscribed").length === 3);
});

await step("place, stream, get, amend, decrease and cancel", async () => {
  const request = terms("bid", "0.0200", "10.00");
  const placed = await orders.createOrderV2(request);
  assert.equal(placed.status, 201);
  const id = placed.data.order_id;
  assert.equal(placed.data.client_order_id, request.client_order_id);
  await until("the order", () => said(id, "resting"));
  assert.equal((await orders.getOrder(id)).data.order.remaining_count_fp, "10.00");
  const amended = await orders.amendOrderV2(id, {
    ticker: plan.ticker, side: "bid", price: "0.0300", count: "8.00", client_order_id: request.client_order_id, exchange_index: 0,
  });
  assert.equal(amended.data.remaining_count, "8.00");
  const less = await orders.decreaseOrderV2(id, { reduce_by: "3.00", exchange_index: 0 });
  assert.equal(less.data.remaining_count, "5.00");
  await until("the decrease", () => frames.find((f) => f.msg?.last_update_reason === "Decrease"));
  const cancelled = await orders.cancelOrderV2(id, undefined, 0);
  assert.equal(cancelled.data.reduced_by, "5.00");
  await until("the cancel", () => said(id, "canceled"));
  assert.equal(await refused(orders.cancelOrderV2(id, undefined, 0)), "404 not_found");
  assert.equal(await refused(orders.createOrderV2(request)), "409 order_already_exists");
  return id;
});

await step("batches and cancelling everything", async () => {
  const created = await orders.batchCreateOrdersV2({ orders: [terms("bid", "0.0200", "1.00"), terms("bid", "0.0205", "1.00")] });
  assert.equal(created.status, 201);
  const [good, bad] = created.data.orders;
  assert.equal(bad.error.code, "invalid_price");
  const gone = await orders.batchCancelOrdersV2({ orders: [{ order_id: good.order_id, exchange_index: 0 }] });
  assert.equal(gone.data.orders[0].reduced_by, "1.00");
  await orders.createOrderV2(terms("bid", "0.0200", "1.00"));
  const all = await orders.cancelAllOrders();
  assert.equal(all.status, 204);
  await new Promise((resolve) => setTimeout(resolve, 450)); // reads lag cancels
  assert.equal((await orders.getOrders(plan.ticker, undefined, undefined, undefined, "resting")).data.orders.length, 0);
});

await step("take, stream the fill, read fills and positions", async () => {
  const taken = (await orders.createOrderV2(terms("bid", "0.9900", "5.00", { time_in_force: "immediate_or_cancel" }))).data;
  assert.equal(taken.fill_count, "5.00");
  const told = await until("the fill", () => frames.find((f) => f.type === "fill" && f.msg.order_id === taken.order_id));
  const fills = (await portfolio.getFills(undefined, taken.order_id)).data.fills;
  assert.ok(fills.some((fill) => fill.trade_id === told.msg.trade_id));
  const position = (await portfolio.getPositions()).data.market_positions.find((p) => p.ticker === plan.ticker);
  assert.equal(position.position_fp, "5.00");
  assert.deepEqual((await portfolio.getSettlements()).data.settlements, []);
  return `at ${taken.average_fill_price}, fee ${taken.average_fee_paid}`;
});

await step("order groups", async () => {
  const group = (await groups.createOrderGroup({ contracts_limit: 5 })).data.order_group_id;
  const member = (await orders.createOrderV2(terms("bid", "0.0200", "1.00", { order_group_id: group }))).data.order_id;
  assert.deepEqual((await groups.getOrderGroup(group)).data.orders, [member]);
  await groups.triggerOrderGroup(group, undefined, undefined, {});
  await until("the trigger", () => frames.find((f) => f.msg?.event_type === "triggered"));
  assert.equal(
    await refused(orders.createOrderV2(terms("bid", "0.0200", "1.00", { order_group_id: group }))),
    "400 exceeded_order_group_risk_limit",
  );
  await groups.resetOrderGroup(group, undefined, undefined, {});
  await groups.updateOrderGroupLimit(group, { contracts_limit: 9 });
  assert.equal((await groups.getOrderGroups()).data.order_groups[0].contracts_limit_fp, "9.00");
  await groups.deleteOrderGroup(group);
  assert.equal(await refused(groups.getOrderGroup(group)), "404 not_found");
});

await step("a wrong key", async () => {
  const stranger = new KalshiAuth("nobody", plan.privateKey);
  const path = "/trade-api/v2/portfolio/balance";
  const answer = await fetch(new URL(path, plan.base), { headers: stranger.generateAuthHeaders("GET", path) });
  assert.equal(answer.status, 401);
  assert.equal((await answer.json()).error.details, "NOT_FOUND");
});

socket.close();
console.log("done");
