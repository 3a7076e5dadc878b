"""Words that newswires are made of: glue, trade talk, and what each of the 46 topics speaks of."""

from __future__ import annotations

from typing import NamedTuple


class Topic(NamedTuple):
    """What a topic is called, the family of topics that it shares words with, and its own words."""

    name: str
    family: str
    words: list[str]


def _words(spaced: str) -> list[str]:
    return spaced.split()


def _topic(name: str, family: str, words: str) -> Topic:
    return Topic(name, family, _words(words))


GLUE = _words("""
the of to in said and a for it on is from by was at its with will as be that mln pct dlrs would has an which
not have were are this he also had billion last year but u s up one or new been more they than after their
about company over two some could first there market who other if should into may no such when out under
against most other
""")

TALK = _words("""
agreement today month week government president officials statement told reporters added president told plan
made three expected earlier early late analysts sources spokesman industry international national world total
major public report reports meeting since between per four five six half end part rate rose fell higher lower
increase decline compared month february march april january june annual period increased further recent
current because value terms group products development members foreign business states countries west japan
european washington london tokyo new york chairman chief executive board decision proposal policy problem
likely number level high low costs demand supply
""")

TOPICS = (
    _topic("cocoa", "crops", "cocoa buffer delegates icco beans ivory ghana bahia"),
    _topic("grain", "grains", "grain cereals corn usda tonnes soviet acreage subsidy"),
    _topic("veg-oil", "oils", "palm palmoil vegetable oils olive rapeseed coconut malaysia"),
    _topic("earn", "company", "vs cts net shr qtr revs profit loss dividend earnings oper avg payable"),
    _topic("acq", "company", "shares stake acquisition merger takeover tender offer acquire bid sec unit holders"),
    _topic("wheat", "grains", "wheat durum winter bread export bushels barley"),
    _topic("copper", "metals", "copper cathode smelter chile mine zambia refinery"),
    _topic("housing", "economy", "housing starts homes permits construction family"),
    _topic("money-supply", "money", "m1 m2 m3 supply seasonally adjusted deposits fed"),
    _topic("coffee", "crops", "coffee quotas ico colombia brazil robusta exporters"),
    _topic("sugar", "crops", "sugar beet white raws cane ec traders"),
    _topic("trade", "economy", "trade tariffs semiconductor deficit imports exports gatt protectionism bill surplus"),
    _topic("reserves", "money", "reserves gold currency holdings sdr assets central"),
    _topic("ship", "transport", "ship ships port gulf vessel tanker cargo seamen strike"),
    _topic("cotton", "crops", "cotton bales upland fiber textile mills"),
    _topic("carcass", "farm", "beef carcass meat pork slaughter packers"),
    _topic("crude", "energy", "oil crude opec barrels bpd petroleum barrel saudi drilling"),
    _topic("nat-gas", "energy", "gas natural pipeline cubic feet gasfield producers"),
    _topic("cpi", "economy", "inflation consumer prices cpi index rise basket"),
    _topic("money-fx", "money", "dollar yen currencies intervention exchange mark stg band baker paris"),
    _topic("interest", "money", "rates prime repurchase bills discount lending bank bundesbank"),
    _topic("gnp", "economy", "gnp growth gdp economy domestic gross product forecast"),
    _topic("meal-feed", "oils", "meal feed soymeal fishmeal protein animal"),
    _topic("alum", "metals", "aluminium aluminum smelters ingot bauxite alumina"),
    _topic("oilseed", "oils", "soybean soybeans oilseed crush sunflower seed"),
    _topic("gold", "metals", "gold ounce ounces ore grade troy vein"),
    _topic("tin", "metals", "tin itc malaysian council stockpile penang"),
    _topic("strategic-metal", "metals", "uranium titanium cobalt nickel tungsten strategic"),
    _topic("livestock", "farm", "cattle livestock herd calves feedlot animals"),
    _topic("retail", "economy", "retail sales store stores volume shops"),
    _topic("ipi", "economy", "industrial production output index manufacturing ministry"),
    _topic("iron-steel", "metals", "steel iron mills sheet furnace"),
    _topic("rubber", "crops", "rubber inra latex buffer natural thailand"),
    _topic("heat", "energy", "heating fuel gallon distillate"),
    _topic("jobs", "economy", "unemployment jobless jobs workers employment labour"),
    _topic("lei", "economy", "leading indicators composite indicator"),
    _topic("bop", "economy", "account current balance payments invisible"),
    _topic("zinc", "metals", "zinc slab galvanizing refined"),
    _topic("orange", "crops", "orange juice frozen concentrated florida"),
    _topic("pet-chem", "energy", "ethylene chemical plastics petrochemical"),
    _topic("dlr", "money", "dollar greenback yen dealers"),
    _topic("gas", "energy", "gasoline unleaded octane refiners"),
    _topic("silver", "metals", "silver comex ounces bullion"),
    _topic("wpi", "economy", "wholesale prices index producer"),
    _topic("hog", "farm", "hogs hog barrows piglets"),
    _topic("lead", "metals", "lead battery pig refined"),
)
"""In the order of their labels, by Keras' names."""

FAMILIES = {
    "crops": _words("crop harvest growers plantation season tonnes weather export price bags"),
    "grains": _words("tonnes crop acres farmers harvest bushel export enhancement agriculture shipment"),
    "oils": _words("tonnes processors seed refined tallow imports harvest margarine"),
    "company": _words("corp inc share common stock quarter shareholders company subsidiary co ltd"),
    "metals": _words("metal mine tonnes lme ore refined producer smelting miners warehouse"),
    "economy": _words("seasonally adjusted figures statistics economists month revised economic bureau growth"),
    "money": _words("bank fed central monetary banks treasury dealers liquidity policy money"),
    "transport": _words("waterfront freight docks union sailing containers"),
    "farm": _words("farmers head usda department livestock market slaughter program"),
    "energy": _words("energy refinery fuel refineries production output field offshore wells"),
}
