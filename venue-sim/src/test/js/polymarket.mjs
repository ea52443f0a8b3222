/**
 * @polymarket/clob-client-v2 against the simulated Polymarket: derives its API key, reads, places, streams, cancels.
 * argv[2]: {"host", "socket", "privateKey", "apiKey", "funder", "signatureType", "token", "negRiskToken", "v3Token",
 * "condition"}
 */
import assert from "node:assert/strict";
import WebSocket from "ws";
import { Wallet } from "@ethersproject/wallet";
import { AssetType, ClobClient, OrderType, Side } from "@polymarket/clob-client-v2";
import { listen, step, until } from "./steps.mjs";

const plan = JSON.parse(process.argv[2]);
const signer = new Wallet(plan.privateKey);
const common = {
  host: plan.host,
  chain: 137,
  signer,
  signatureType: plan.signatureType,
  funderAddress: plan.funder,
  throwOnError: true,
};
const low = { tokenID: plan.token, price: 0.02, size: 50, side: Side.BUY };
const frames = [];
let creds;
let client;
let socket;

const orders = async () => (await client.getOpenOrders()).map((order) => order.id);

await step("server time and version", async () => {
  const anonymous = new ClobClient({ ...common, signer: undefined });
  assert.equal(await anonymous.getOk(), "OK");
  assert.ok(Math.abs((await anonymous.getServerTime()) - Date.now() / 1000) < 5);
  assert.equal(await anonymous.getVersion(), 2);
});

await step("derive the API key", async () => {
  const quiet = new ClobClient({ ...common, throwOnError: false });
  creds = await quiet.createOrDeriveApiKey();
  assert.equal(creds.key, plan.apiKey);
  client = new ClobClient({ ...common, creds, throwOnError: true });
});

await step("create, list and delete a second API key", async () => {
  const second = await client.createApiKey(7);
  const known = (await client.getApiKeys()).apiKeys;
  assert.deepEqual(known.sort(), [creds.key, second.key].sort());
  const other = new ClobClient({ ...common, creds: second });
  await other.deleteApiKey();
  await assert.rejects(other.getOpenOrders(), /Invalid api key/);
});

await step("account", async () => {
  assert.equal((await client.getClosedOnlyMode()).closed_only, false);
  const balance = await client.getBalanceAllowance({ asset_type: AssetType.COLLATERAL });
  await client.updateBalanceAllowance({ asset_type: AssetType.COLLATERAL });
  assert.equal(Object.keys(balance.allowances).length, 3);
  return `balance ${balance.balance}`;
});

await step("open the user channel", async () => {
  socket = new WebSocket(plan.socket);
  await listen(socket, frames);
  const auth = { apiKey: creds.key, secret: creds.secret, passphrase: creds.passphrase };
  socket.send(JSON.stringify({ auth, markets: [], type: "user" }));
});

await step("place, stream, get and cancel a resting order", async () => {
  const placed = await client.createAndPostOrder(low, undefined, OrderType.GTC, true);
  assert.equal(placed.success, true);
  assert.equal(placed.status, "live");
  await until("the placement", () => frames.find((f) => f.type === "PLACEMENT" && f.id === placed.orderID));
  const order = await client.getOrder(placed.orderID);
  assert.equal(order.status, "LIVE");
  assert.equal(order.original_size, "50");
  assert.equal(order.price, "0.02");
  assert.deepEqual(await orders(), [placed.orderID]);
  assert.deepEqual((await client.cancelOrder({ orderID: placed.orderID })).canceled, [placed.orderID]);
  await until("the cancellation", () => frames.find((f) => f.type === "CANCELLATION" && f.id === placed.orderID));
  assert.equal((await client.getOrder(placed.orderID)).status, "CANCELED");
  return placed.orderID;
});

await step("place a batch, cancel some, those of a market, all", async () => {
  const batch = [];
  for (let i = 0; i < 6; i++) {
    batch.push({ order: await client.createOrder({ ...low, price: 0.01 + 0.01 * (i % 3) }), orderType: OrderType.GTC });
  }
  const placed = await client.postOrders(batch);
  const ids = placed.map((answer) => answer.orderID);
  assert.equal(new Set(ids).size, 6);
  assert.equal((await orders()).length, 6);
  assert.deepEqual((await client.cancelOrders(ids.slice(0, 2))).canceled, ids.slice(0, 2));
  assert.equal((await client.cancelMarketOrders({ market: plan.condition })).canceled.length, 4);
  await client.createAndPostOrder(low);
  assert.equal((await client.cancelAll()).canceled.length, 1);
  assert.deepEqual(await orders(), []);
});

await step("an order that ends by itself", async () => {
  const expiration = Math.floor(Date.now() / 1000) + 300;
  const placed = await client.createAndPostOrder({ ...low, expiration }, undefined, OrderType.GTD);
  assert.equal((await client.getOrder(placed.orderID)).expiration, String(expiration));
  await client.cancelAll();
});

await step("buy at once, stream to the end, sell what was bought", async () => {
  const bought = await client.createAndPostMarketOrder(
    { tokenID: plan.token, amount: 10, side: Side.BUY, orderType: OrderType.FOK },
    undefined,
    OrderType.FOK,
  );
  assert.equal(bought.status, "matched");
  assert.equal(bought.transactionsHashes.length, 1);
  const id = bought.tradeIDs[0];
  await until("the confirmation", () => frames.find((f) => f.id === id && f.status === "CONFIRMED"));
  const seen = frames.filter((f) => f.id === id).map((f) => f.status);
  assert.deepEqual(seen, ["MATCHED", "MINED", "CONFIRMED"]);
  const trades = await client.getTrades({ id });
  assert.equal(trades[0].taker_order_id, bought.orderID);
  assert.equal(trades[0].status, "TRADE_STATUS_CONFIRMED");
  const shares = await client.getBalanceAllowance({ asset_type: AssetType.CONDITIONAL, token_id: plan.token });
  assert.equal(Number(shares.balance) / 1e6, Number(bought.takingAmount));
  const sold = await client.createAndPostMarketOrder(
    { tokenID: plan.token, amount: Math.floor(Number(bought.takingAmount) * 100) / 100, side: Side.SELL },
    undefined,
    OrderType.FAK,
  );
  assert.equal(sold.status, "matched");
  return `gave ${bought.makingAmount}, got ${bought.takingAmount}, sold for ${sold.takingAmount}`;
});

await step("order of a neg-risk market and of protocol V2", async () => {
  const negRisk = await client.createAndPostOrder({ ...low, tokenID: plan.negRiskToken });
  assert.equal(negRisk.status, "live");
  const signed = await client.createExchangeV3OrderFromAmounts({
    tokenID: plan.v3Token,
    makerAmount: "1000000",
    takerAmount: "50000000",
    side: Side.BUY,
  });
  const v3 = await client.postOrder(signed);
  assert.equal(v3.status, "live");
  assert.equal((await client.cancelAll()).canceled.length, 2);
  await assert.rejects(client.createAndPostOrder({ ...low, tokenID: plan.v3Token }), /order_version_mismatch/);
});

await step("heartbeats", async () => {
  const first = await client.postHeartbeat();
  const second = await client.postHeartbeat(first.heartbeat_id);
  assert.notEqual(second.heartbeat_id, first.heartbeat_id);
  await assert.rejects(client.postHeartbeat(first.heartbeat_id), /Invalid Heartbeat ID/);
});

await step("figures of the book", async () => {
  const book = await client.getOrderBook(plan.token);
  assert.equal(await client.getOrderBookHash({ ...book }), book.hash);
  const bid = (await client.getPrice(plan.token, "BUY")).price;
  assert.equal(bid, book.bids.at(-1).price);
  assert.ok(Number((await client.getMidpoint(plan.token)).mid) > Number(bid));
  assert.ok(Number((await client.getSpread(plan.token)).spread) > 0);
});

await step("refusals", async () => {
  await assert.rejects(client.createAndPostOrder({ ...low, size: 2 }), /lower than the minimum: 5/);
  const order = await client.createOrder(low);
  await client.postOrder(order);
  await assert.rejects(client.postOrder(order), /Duplicated/);
  await assert.rejects(client.createAndPostOrder({ ...low, price: 0.98 }, undefined, OrderType.GTC, true), /crosses book/);
  await client.cancelAll();
  const stranger = new ClobClient({ ...common, creds, signer: Wallet.createRandom() });
  await assert.rejects(stranger.getOpenOrders(), /Invalid api key/);
});

socket.close();
console.log("done");
